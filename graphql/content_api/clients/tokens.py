"""Tokens: ``nuages_<prefix>_<secret>``.

The prefix finds the row and may be known; the secret holds 256 random bits. Of the secret only a SHA-256 digest is
stored. That is enough: nobody finds out 256 random bits by trying, so salt and slowness, which passwords need, would
only cost every request time; and without a key of the service in it, tokens outlive a change of ``SECRET_KEY``.
Scanners for secrets find tokens by ``PATTERN``.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import string
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from .models import ApiClient, ApiToken
from .reading import token_with_prefix

LETTERS = string.ascii_letters + string.digits
PREFIX_LENGTH, SECRET_LENGTH = 12, 43  # 62 ** 43 > 2 ** 256
PATTERN = re.compile(rf"nuages_([A-Za-z0-9]{{{PREFIX_LENGTH}}})_([A-Za-z0-9]{{{SECRET_LENGTH}}})")
OVERLAP = timedelta(days=7)  # how long a token goes on after another has taken its place
NO_DIGEST = "0" * 64  # compared with where there is no token, so that this takes as long


def create(
    client: ApiClient, *, by: Any = None, note: str = "", ends_at: datetime | None = None
) -> tuple[ApiToken, str]:
    """A new token and its text, which is known from now on to the caller alone."""
    prefix, secret = _random(PREFIX_LENGTH), _random(SECRET_LENGTH)
    token = ApiToken.objects.create(
        client=client, prefix=prefix, digest=digest_of(secret), created_by=by, note=note, ends_at=ends_at
    )
    return token, f"nuages_{prefix}_{secret}"


def rotate(token: ApiToken, *, by: Any = None, overlap: timedelta = OVERLAP) -> tuple[ApiToken, str]:
    """A new token in place of ``token``, which goes on for ``overlap``, or until its own end if that comes first."""
    end = timezone.now() + overlap
    token.ends_at = end if token.ends_at is None else min(end, token.ends_at)
    token.save(update_fields=["ends_at"])
    return create(token.client, by=by, note=token.note)


def revoke(token: ApiToken) -> None:
    """End ``token`` now. Doing it again changes nothing."""
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])


def token_of(header: str) -> ApiToken | None:
    """The valid token, with its client, in a header ``Authorization``; one statement where it is well formed."""
    scheme, _, text = header.partition(" ")
    found = PATTERN.fullmatch(text.strip(" "))
    if scheme.lower() != "bearer" or found is None:
        return None
    prefix, secret = found.groups()
    token = token_with_prefix(prefix)
    is_right = hmac.compare_digest(digest_of(secret), token.digest if token else NO_DIGEST)
    if token is None or not is_right or not token.is_valid:
        return None
    return token if token.client.is_active and not token.client.is_expired else None


def digest_of(secret: str) -> str:
    """What is stored of a secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _random(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))
