"""How a partner's feed fares, in a word."""

from __future__ import annotations

from ...models import SyndicationPartner
from ...models.partner_choices import PartnerStatus


def state_of(partner: SyndicationPartner) -> str:
    return "expired" if partner.is_expired and partner.status != PartnerStatus.DRAFT else str(partner.status)
