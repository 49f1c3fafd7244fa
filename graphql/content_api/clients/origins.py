"""Origins: which scripts in browsers may use a client's tokens.

A request with the header ``Origin`` comes from a script in a browser. It is answered where the client lists that
origin, or where it is this service's own address, at which GraphiQL stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError

PORTS = {"http": 80, "https": 443}
LONGEST = 50  # origins of one client


def check_origins(origins: Sequence[str]) -> None:
    """Raise ``ValidationError`` for what no browser sends as an origin."""
    if len(origins) > LONGEST:
        raise ValidationError(f"At most {LONGEST} origins, not {len(origins)}.")
    for origin in origins:
        if origin != serialised(origin):
            raise ValidationError(
                f"“{origin}” is no origin: write the scheme, the host in small letters and the port if it is not "
                "the usual one, without a path, such as https://www.example.org."
            )


def serialised(address: str) -> str | None:
    """The origin of an address as browsers write it: https://html.spec.whatwg.org/#ascii-serialisation-of-an-origin"""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in PORTS or not parts.hostname or "*" in parts.hostname or not address.isascii():
        return None
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + ("" if port in (None, PORTS[parts.scheme]) else f":{port}")


def is_allowed(origin: str | None, allowed: Sequence[str]) -> bool:
    """Whether a request with this header ``Origin`` may use a client's tokens; servers send none."""
    return origin is None or origin in allowed or origin == serialised(settings.WAGTAILADMIN_BASE_URL)
