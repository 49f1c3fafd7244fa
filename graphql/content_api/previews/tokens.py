"""Tokens of previews: ``nuages_preview_<secret>`` opens a link, ``nuages_draft_<secret>`` asks the API.

The secret holds 256 random bits, of which a SHA-256 digest is stored and found; see ``clients.tokens`` for why that is
enough. Two kinds of token: what stands in an address, and so in histories, is of no use to the API, and what the
frontend's server keeps opens no link.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import string
from datetime import datetime

from django.utils import timezone

from .models import PreviewLink, PreviewToken, TokenUse

LETTERS = string.ascii_letters + string.digits
SECRET_LENGTH = 43  # 62 ** 43 > 2 ** 256
NAMES = {TokenUse.LINK: "preview", TokenUse.HEADER: "draft"}
PATTERNS = {use: re.compile(rf"nuages_{name}_[A-Za-z0-9]{{{SECRET_LENGTH}}}") for use, name in NAMES.items()}
BEARER = re.compile(rf"bearer +({PATTERNS[TokenUse.HEADER].pattern}) *", re.IGNORECASE | re.ASCII)


def create(link: PreviewLink, use: TokenUse, ends_at: datetime) -> str:
    """The text of a new token, which is known from now on to the caller alone."""
    secret = "".join(secrets.choice(LETTERS) for _ in range(SECRET_LENGTH))
    text = f"nuages_{NAMES[use]}_{secret}"
    PreviewToken.objects.create(link=link, use=use, digest=digest_of(text), ends_at=min(ends_at, link.expires_at))
    return text


def find(text: str, use: TokenUse) -> PreviewToken | None:
    """The valid token with this text, its link, page and creator with it: one statement where it is well formed."""
    if not PATTERNS[use].fullmatch(text):
        return None
    related = PreviewToken.objects.select_related("link__creator", "link__page", "link__parent")
    token = related.filter(use=use, digest=digest_of(text)).defer("link__content").first()
    if token is None or token.ends_at <= timezone.now() or not token.link.is_open:
        return None
    return token


def in_header(header: str) -> str | None:
    """The token in a header ``Authorization``, right or wrong; ``None`` for tokens of other kinds."""
    found = BEARER.fullmatch(header)
    return found[1] if found else None


def digest_of(text: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(text.encode()).hexdigest()
