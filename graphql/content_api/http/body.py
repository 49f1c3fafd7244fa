"""Reading the body of a request, never more of it than allowed: its declared length may be missing or wrong."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest

from ..errors import ErrorCode
from .refused import RefusedRequestError


def read_body(request: HttpRequest) -> bytes:
    """The whole body. Raises ``RefusedRequestError`` if it is too long or cannot be read."""
    allowed: int = settings.GRAPHQL_LIMITS["body_bytes"]
    if _declared_length(request) > allowed:
        raise _too_large(allowed)
    try:
        body = _stream(request).read(allowed + 1)
    except OSError as error:
        raise RefusedRequestError(400, "The body broke off.") from error
    if len(body) > allowed:
        raise _too_large(allowed)
    return bytes(body)


def _stream(request: HttpRequest):  # type: ignore[no-untyped-def]  # whatever has ``read``
    """Where the body comes from. Django takes a body without a length for empty; the server knows where it ends."""
    if "CONTENT_LENGTH" in request.META or not request.META.get("HTTP_TRANSFER_ENCODING"):
        return request
    if not request.META.get("wsgi.input_terminated"):
        raise RefusedRequestError(411, "Send the length of the body.")
    return request.META["wsgi.input"]


def _declared_length(request: HttpRequest) -> int:
    length: str = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() and len(length) < 19 else 0


def _too_large(allowed: int) -> RefusedRequestError:
    return RefusedRequestError(413, f"The body is longer than {allowed} bytes.", ErrorCode.BODY_TOO_LARGE)
