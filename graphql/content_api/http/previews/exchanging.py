"""``POST /preview/exchange``: for the server of a frontend, never for scripts in a browser."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt

from ...clients.asking import Rate, UnknownClientError, asker_of
from ...clients.rates import address_of, seconds_to_wait, wait_for
from ...errors import ErrorCode
from ...previews.exchange import exchange
from ...scopes import Scope
from ..body import read_body
from ..formatting import plain
from ..media_types import JSON
from ..refused import RefusedRequestError
from ..request_id import request_id_of

UNKNOWN = RefusedRequestError(
    HTTPStatus.NOT_FOUND, "This link opens nothing, or nothing any more.", ErrorCode.PREVIEW_NOT_FOUND
)


@csrf_exempt
def exchange_view(request: HttpRequest) -> HttpResponse:
    """Answer a token for the header ``Authorization``. Without cookies there is nothing for a forged request to use.

    All that is wrong with a link's token is answered alike.
    """
    request_id = request_id_of(request)
    try:
        response = JsonResponse(_exchanged(request))
    except RefusedRequestError as error:
        body = {"errors": [plain(str(error), error.code, request_id)]}
        response = JsonResponse(body, status=error.status or HTTPStatus.BAD_REQUEST, headers=dict(error.headers))
    response["Cache-Control"] = "no-store"
    response["X-Request-Id"] = request_id
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _exchanged(request: HttpRequest) -> dict[str, Any]:
    if request.method != "POST":
        raise RefusedRequestError(HTTPStatus.METHOD_NOT_ALLOWED, "Send the token with POST.", headers={"Allow": "POST"})
    _admit(request)
    found = exchange(_token_in(request))
    if found is None:
        raise UNKNOWN
    return {
        "id": str(found.link.uid),
        "token": found.token,
        "expiresAt": found.expires_at.isoformat(timespec="seconds"),
        "editorOrigin": None if found.link.is_shared else found.link.editor_origin,
        "shared": found.link.is_shared,
        "locale": found.link.language,
    }


def _admit(request: HttpRequest) -> None:
    """Count the request; where the API is closed to the public, ask for a client that may open previews."""
    try:
        asker = asker_of(request)
    except UnknownClientError as error:
        raise RefusedRequestError(
            HTTPStatus.UNAUTHORIZED,
            "Send a valid token: 'Authorization: Bearer …'.",
            ErrorCode.UNAUTHENTICATED,
            headers={"WWW-Authenticate": "Bearer"},
        ) from error
    rate = Rate(settings.PREVIEWS["requests_per_minute"], settings.PREVIEWS["burst"])
    seconds = wait_for(f"exchange:{address_of(request)}", rate) or (
        0 if asker.is_public else seconds_to_wait(asker, request)
    )
    if seconds:
        raise RefusedRequestError(
            HTTPStatus.TOO_MANY_REQUESTS,
            "Too many requests: wait.",
            ErrorCode.RATE_LIMITED,
            headers={"Retry-After": str(seconds)},
        )
    if asker.previews or not (asker.is_public or Scope.PREVIEW in asker.scopes):
        message = f"Opening previews needs the scope '{Scope.PREVIEW.value}'."
        raise RefusedRequestError(HTTPStatus.FORBIDDEN, message, ErrorCode.FORBIDDEN_SCOPE)


def _token_in(request: HttpRequest) -> str:
    if request.content_type != JSON:
        raise RefusedRequestError(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send the token as {JSON}.")
    try:
        token = json.loads(read_body(request))["token"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise RefusedRequestError(HTTPStatus.BAD_REQUEST, 'Send {"token": "…"}.') from error
    if not isinstance(token, str):
        raise RefusedRequestError(HTTPStatus.BAD_REQUEST, 'Send {"token": "…"}.')
    return token
