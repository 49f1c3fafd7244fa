"""The name of a request in answers and logs."""

from __future__ import annotations

import re
import secrets

from django.conf import settings
from django.http import HttpRequest

from ..monitoring.seen import KEY, Seen

WELL_FORMED = re.compile(r"[A-Za-z0-9_-]{16,64}")


def seen_of(request: HttpRequest) -> Seen:
    """The notes on ``request``, begun now where no middleware has."""
    seen: Seen | None = request.META.get(KEY)
    if seen is None:
        seen = request.META[KEY] = Seen(request_id_of(request))
    return seen


def request_id_of(request: HttpRequest) -> str:
    """A new id; the one in ``X-Request-Id`` only where the operator says that a proxy sets it, and if well formed.

    Anybody could otherwise give two requests the same name, or write into the log.
    """
    if settings.TRUST_REQUEST_ID and WELL_FORMED.fullmatch(given := request.META.get("HTTP_X_REQUEST_ID", "")):
        return given
    return secrets.token_hex(16)
