"""The endpoint. It takes GET and POST, no cookies and no sessions, and answers queries only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from graphql import ExecutionResult

from ..errors import ErrorCode
from ..operations.documents import InvalidDocumentError
from .admission import admit, is_public
from .counting import KNOWN_AS, count
from .executing import Outcome, run
from .finding import find_document
from .formatting import MASKS, code_of, formatted, log, plain
from .media_types import GRAPHQL_JSON, JSON, media_type_of
from .refused import NO_HEADERS, RefusedRequestError
from .request_id import request_id_of
from .requests import read_request

NOT_ACCEPTABLE = RefusedRequestError(406, f"The answer can be {GRAPHQL_JSON} or {JSON}.")
NOT_ALLOWED = RefusedRequestError(405, "Send the request with GET or POST.")
Answer = tuple[int, dict[str, Any], Mapping[str, str]]  # the status of HTTP, the body, headers beside the usual ones


@method_decorator([csrf_exempt, transaction.non_atomic_requests], name="dispatch")
class GraphQLView(View):
    """GraphQL over HTTP. Without cookies there is nothing for a forged request to use, hence no CSRF check."""

    http_method_names = ["get", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = self._respond(request, NOT_ALLOWED)
        response["Allow"] = ", ".join(name.upper() for name in self.http_method_names)
        return response

    def _respond(self, request: HttpRequest, refused: RefusedRequestError | None = None) -> HttpResponse:
        request_id = request_id_of(request)
        media_type = media_type_of(request)
        if media_type is None:
            media_type, refused = JSON, refused or NOT_ACCEPTABLE
        status, body, headers = _answer(request, request_id, media_type, refused)
        response = HttpResponse(
            json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            status=status,
            content_type=f"{media_type}; charset=utf-8",
            headers=dict(headers),
        )
        response["Vary"] = "Accept, Authorization, Origin"
        kept = "no-cache" if is_public(request) else "private, no-cache"
        response["Cache-Control"] = "no-store" if "errors" in body else kept
        response["X-Request-Id"] = request_id
        response["X-Content-Type-Options"] = "nosniff"
        count(request, body)
        return response


def _answer(request: HttpRequest, request_id: str, media_type: str, refused: RefusedRequestError | None) -> Answer:
    # The specification lets a client of the older media type see 200 for what is wrong inside GraphQL.
    invalid = 400 if media_type == GRAPHQL_JSON else 200
    operation_name = ""
    try:
        if refused is not None:
            raise refused
        asker = admit(request)
        graphql_request = read_request(request)
        operation_name = graphql_request.operation_name or ""
        found = find_document(graphql_request, asker)
        request.META[KNOWN_AS] = found.name
        outcome = run(graphql_request, found, asker)
        return _told(outcome, request_id, invalid, cost=graphql_request.wants_cost)
    except RefusedRequestError as error:
        return error.status or invalid, {"errors": [plain(str(error), error.code, request_id)]}, error.headers
    except InvalidDocumentError as error:
        return invalid, {"errors": [formatted(one, request_id) for one in error.errors]}, NO_HEADERS
    except (DatabaseError, InterfaceError) as error:
        return _failed(error, request_id, operation_name, 503)
    except Exception as error:  # the last door: whatever it is, the client reads JSON in the usual shape
        return _failed(error, request_id, operation_name, 500)


def _told(outcome: Outcome, request_id: str, invalid: int, *, cost: bool) -> Answer:
    result = outcome.result
    body: dict[str, Any] = {}
    if result.errors:
        body["errors"] = [
            formatted(error, request_id, outcome.operation_name, out_of_time=outcome.out_of_time)
            for error in result.errors
        ]
    if cost:
        body["extensions"] = {"cost": {"measured": outcome.cost, "allowed": settings.GRAPHQL_LIMITS["cost"]}}
    if result.data is None and not _reached_a_field(result):
        return invalid, body, NO_HEADERS
    body["data"] = result.data
    return 200, body, NO_HEADERS


def _reached_a_field(result: ExecutionResult) -> bool:
    """Whether execution began: an error in variables or in the choice of the operation has no path."""
    return any(error.path for error in result.errors or ())


def _failed(error: Exception, request_id: str, operation: str, status: int) -> Answer:
    code = code_of(error) if status == 503 else ErrorCode.INTERNAL_ERROR
    log(error, request_id, operation)
    return status, {"errors": [plain(MASKS[code], code, request_id)]}, NO_HEADERS
