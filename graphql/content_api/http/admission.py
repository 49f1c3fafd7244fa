"""Whether a request is let in at all: whose it is, from where, how soon after the last. Before its body is read.

The refusals say nothing about the client or the token, whatever is wrong with it.
"""

from __future__ import annotations

from django.http import HttpRequest

from ..clients.asking import PUBLIC, Asker, UnknownClientError, asker_of, public
from ..clients.origins import is_allowed
from ..clients.rates import seconds_to_wait
from ..errors import ErrorCode
from ..monitoring.metrics import rate_refusals
from ..scopes import scopes_of
from .refused import RefusedRequestError
from .request_id import seen_of

# Where the request keeps its client, for those who look at it later: CORS headers and the counting of usage.
ASKER = "nuages.asker"


def admit(request: HttpRequest) -> Asker:
    """The client of ``request``, which counts against its rate. Raises ``RefusedRequestError``."""
    try:
        asker = asker_of(request)
    except UnknownClientError as error:
        _count(public(), request)  # who tries tokens is one of the public
        raise RefusedRequestError(
            401,
            "Send a valid token: 'Authorization: Bearer …'.",
            ErrorCode.UNAUTHENTICATED,
            headers={"WWW-Authenticate": "Bearer"},
        ) from error
    request.META[ASKER] = asker
    seen = seen_of(request)
    seen.client_kind = _kind(asker)
    seen.client = PUBLIC if asker.key is None else f"client {asker.key}"
    if not asker.is_public and not is_allowed(request.headers.get("Origin"), asker.origins):
        raise RefusedRequestError(403, "This origin may not use the token.", ErrorCode.FORBIDDEN_ORIGIN)
    _count(asker, request)
    return asker


def _count(asker: Asker, request: HttpRequest) -> None:
    """Count the request against the rate of ``asker``. Raises ``RefusedRequestError``."""
    if seconds := seconds_to_wait(asker, request):
        rate_refusals.labels(_kind(asker)).inc()
        raise RefusedRequestError(
            429, "Too many requests: wait.", ErrorCode.RATE_LIMITED, headers={"Retry-After": str(seconds)}
        )


def _kind(asker: Asker) -> str:
    return PUBLIC if asker.key is None else "client"


def asker_in(request: HttpRequest) -> Asker | None:
    """The client of a request that has been here; ``None`` where it could not be told."""
    asker: Asker | None = request.META.get(ASKER)
    return asker


def check_scopes(root_fields: frozenset[str], asker: Asker) -> None:
    """Raise ``RefusedRequestError`` where one of ``root_fields`` needs a scope that the client does not have.

    Fields that ``@skip`` or ``@include`` may leave out count too: the answer is then the same for all variables.
    """
    for name in sorted(root_fields):
        needed = scopes_of(name)
        if needed and asker.scopes.isdisjoint(needed):
            names = " or ".join(f"'{scope.value}'" for scope in needed)
            message = f"The field '{name}' needs the scope {names}."
            raise RefusedRequestError(403, message, ErrorCode.FORBIDDEN_SCOPE)
