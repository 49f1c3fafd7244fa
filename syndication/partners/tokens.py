"""The token in the address of a partner's feed.

Whoever has the address has the feed: most importers can send nothing but an address. So the token is 256 random bits,
found by its SHA-256 digest as tokens of the API are, and kept encrypted beside it, because marketing has to hand the
address out again. ``redaction`` keeps it out of logs.
"""

from __future__ import annotations

import hmac
import re
import secrets
import string
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from content_api.addresses import absolute_api_address
from content_api.clients.tokens import digest_of
from content_api.webhooks.secrets import seal, unseal

from ..models import PartnerToken, SyndicationPartner

LETTERS = string.ascii_letters + string.digits
LENGTH = 43  # 62 ** 43 > 2 ** 256
PATTERN = re.compile(rf"[A-Za-z0-9]{{{LENGTH}}}")


def create(partner: SyndicationPartner, *, by: Any = None) -> PartnerToken:
    """A new token of ``partner``."""
    text = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    return PartnerToken.objects.create(partner=partner, digest=digest_of(text), sealed=seal(text), created_by=by)


def rotate(partner: SyndicationPartner, overlap: timedelta, *, by: Any = None) -> PartnerToken:
    """A new token in the place of all others, which go on for ``overlap``, or until their end if that comes first."""
    end = timezone.now() + overlap
    with transaction.atomic():
        partner.tokens.filter(Q(ends_at=None) | Q(ends_at__gt=end)).update(ends_at=end)
        return create(partner, by=by)


def current(partner: SyndicationPartner) -> PartnerToken | None:
    """The token that the partner is told: the newest that has no end."""
    return partner.tokens.filter(ends_at=None).first()


def text_of(token: PartnerToken) -> str:
    """The token as it stands in the address. Raises ``SecretUnreadableError`` after a change of ``SECRET_KEY``."""
    return unseal(token.sealed)


def partner_of(slug: str, text: str) -> SyndicationPartner | None:
    """The partner whose valid token this is, if it has this slug. One statement, and no telling what was wrong.

    The database compares digests, of which nobody can choose the beginning; slugs are compared here in constant time.
    """
    token = PartnerToken.objects.select_related("partner").filter(digest=digest_of(text)).first()
    is_right = hmac.compare_digest(slug.encode(), token.partner.slug.encode() if token else b"")
    if token is None or not is_right or not _is_valid(token.ends_at):
        return None
    return token.partner


def address_of(partner: SyndicationPartner, text: str, locale: str = "") -> str:
    """The full address of a feed; ``locale`` where it is not the partner's first."""
    given = {"slug": partner.slug, "token": text, "extension": partner.feed_format}
    if locale and locale != partner.locales[0]:
        return absolute_api_address(reverse("syndication:partner_feed_in", kwargs={**given, "locale": locale}))
    return absolute_api_address(reverse("syndication:partner_feed", kwargs=given))


def _is_valid(ends_at: datetime | None) -> bool:
    return ends_at is None or ends_at > timezone.now()
