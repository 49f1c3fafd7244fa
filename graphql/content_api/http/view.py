"""The endpoint. It takes GET and POST, no cookies and no sessions, and answers queries only."""

from __future__ import annotations

import json
import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.csrf import csrf_exempt
from graphql import ExecutionResult, GraphQLError, execute

from ..schema import schema
from .context import Context
from .documents import InvalidDocumentError, prepare
from .formatting import formatted, plain
from .requests import JSON, GraphQLRequest, RefusedRequestError, read_request

GRAPHQL_JSON = "application/graphql-response+json"


@method_decorator([csrf_exempt, transaction.non_atomic_requests], name="dispatch")
class GraphQLView(View):
    """GraphQL over HTTP. Without cookies there is nothing for a forged request to use, hence no CSRF check."""

    http_method_names = ["get", "post", "options"]

    def get(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request)

    def post(self, request: HttpRequest) -> HttpResponse:
        return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        media_type = _media_type(request)
        if media_type is None:
            media_type, status, body = JSON, 406, _refused(NOT_ACCEPTABLE, request_id)
        else:
            status, body = self._run(request, request_id, media_type)
        response = HttpResponse(
            json.dumps(body, ensure_ascii=False, separators=(",", ":")),
            status=status,
            content_type=f"{media_type}; charset=utf-8",
        )
        response["Vary"] = "Accept, Authorization, Origin"
        response["Cache-Control"] = "no-store" if "errors" in body else "no-cache"
        response["X-Request-Id"] = request_id
        response["X-Content-Type-Options"] = "nosniff"
        return response

    def _run(self, request: HttpRequest, request_id: str, media_type: str) -> tuple[int, dict[str, Any]]:
        try:
            graphql_request = read_request(request)
        except RefusedRequestError as refused:
            return refused.status, _refused(refused, request_id)
        # The specification lets a client of the older media type see 200 for what is wrong inside GraphQL.
        invalid = 400 if media_type == GRAPHQL_JSON else 200
        try:
            result = _executed(graphql_request)
        except InvalidDocumentError as error:
            return invalid, {"errors": [formatted(one, request_id, "") for one in error.errors]}
        body: dict[str, Any] = {}
        if result.errors:
            operation = graphql_request.operation_name or ""
            body["errors"] = [formatted(error, request_id, operation) for error in result.errors]
        if result.data is None and not _reached_a_field(result):
            return invalid, body
        body["data"] = result.data
        return 200, body


NOT_ACCEPTABLE = RefusedRequestError(406, f"The answer can be {GRAPHQL_JSON} or {JSON}.")


def _executed(request: GraphQLRequest) -> ExecutionResult:
    document = prepare(request.query, schema.graphql_schema)
    try:
        result = execute(
            schema.graphql_schema,
            document,
            context_value=Context(),
            variable_values=request.variables,
            operation_name=request.operation_name,
        )
    except GraphQLError as error:
        return ExecutionResult(data=None, errors=[error])
    assert isinstance(result, ExecutionResult)  # noqa: S101  (no resolver is asynchronous)
    return result


def _reached_a_field(result: ExecutionResult) -> bool:
    """Whether execution began: an error in variables or in the choice of the operation has no path."""
    return any(error.path for error in result.errors or ())


def _refused(refused: RefusedRequestError, request_id: str) -> dict[str, Any]:
    return {"errors": [plain(str(refused), refused.code, request_id)]}


def _media_type(request: HttpRequest) -> str | None:
    """The best media type that the client accepts; JSON for clients that say nothing."""
    if "Accept" not in request.headers:
        return JSON
    return request.get_preferred_type([JSON, GRAPHQL_JSON])
