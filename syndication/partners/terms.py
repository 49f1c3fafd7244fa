"""What a partner has agreed to, as its feed says it: ``nuages:term`` in XML, ``_nuages.terms`` in JSON Feed."""

from __future__ import annotations

from ..models import SyndicationPartner

REQUIRED, FREE = "required", "optional"


def terms_of(partner: SyndicationPartner) -> dict[str, str]:
    """Names and values; docs/marketing.md explains each."""
    found = {
        "canonical": REQUIRED if partner.must_link_canonical else FREE,
        "robots": partner.robots,
        "attribution": partner.attribution_text,
        "attribution-url": partner.attribution_url,
        "expires": partner.expires_at.isoformat() if partner.expires_at else "",
    }
    return {name: value for name, value in found.items() if value}
