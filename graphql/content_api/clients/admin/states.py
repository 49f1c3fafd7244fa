"""What a client or a token is worth at the moment, in a word."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from ..models import ApiClient, ApiToken


def state_of_token(token: ApiToken) -> str:
    if token.revoked_at is not None:
        return "revoked"
    if token.ends_at is None:
        return "valid"
    return "ends" if token.ends_at > timezone.now() else "ended"


def state_of_client(client: ApiClient, valid_tokens: int) -> str:
    if not client.is_active:
        return "inactive"
    if client.is_expired:
        return "expired"
    return "active" if valid_tokens else "without token"


def moment(when: datetime | None, otherwise: str) -> str:
    """A moment to the minute in the time zone of the reader."""
    return timezone.localtime(when).strftime("%Y-%m-%d %H:%M") if when else otherwise
