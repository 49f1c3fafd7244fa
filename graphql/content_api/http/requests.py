"""Reading a GraphQL request from HTTP, as the GraphQL-over-HTTP specification describes it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ..errors import ErrorCode

JSON = "application/json"


class RefusedRequestError(Exception):
    """The HTTP request is no GraphQL request. Raised before anything is parsed."""

    def __init__(self, status: int, message: str, code: ErrorCode = ErrorCode.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


@dataclass(frozen=True)
class GraphQLRequest:
    """The four parameters of a request."""

    query: str
    variables: dict[str, Any]
    operation_name: str | None


def read_request(request: HttpRequest) -> GraphQLRequest:
    """The parameters of ``request``. Raises ``RefusedRequestError``."""
    if request.method == "GET":
        return _checked(_from_address(request))
    if request.content_type != JSON:
        raise RefusedRequestError(415, f"Send the request as {JSON}.")
    return _checked(_parsed(_body(request), "The body"))


def _from_address(request: HttpRequest) -> dict[str, Any]:
    parameters: dict[str, Any] = {name: request.GET[name] for name in ("query", "operationName") if name in request.GET}
    for name in ("variables", "extensions"):
        if request.GET.get(name):
            parameters[name] = _parsed(request.GET[name].encode(), f"The parameter '{name}'")
    return parameters


def _body(request: HttpRequest) -> bytes:
    """The body, read only up to the limit: a declared length may be missing or wrong."""
    limit: int = settings.GRAPHQL_LIMITS["body_bytes"]
    body = request.read(limit + 1)
    if len(body) > limit:
        raise RefusedRequestError(413, f"The body is longer than {limit} bytes.", ErrorCode.BODY_TOO_LARGE)
    return bytes(body)


def _parsed(text: bytes, name: str) -> Any:
    try:
        return json.loads(text.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise RefusedRequestError(400, f"{name} is not valid JSON.") from error


def _checked(parameters: Any) -> GraphQLRequest:
    if not isinstance(parameters, dict):
        raise RefusedRequestError(400, "The request must be one JSON object; batches are not supported.")
    query = parameters.get("query")
    if not isinstance(query, str) or not query.strip():
        raise RefusedRequestError(400, "The parameter 'query' must be a GraphQL document.")
    operation_name = parameters.get("operationName")
    if operation_name is not None and not isinstance(operation_name, str):
        raise RefusedRequestError(400, "The parameter 'operationName' must be a text.")
    for name in ("variables", "extensions"):
        if not isinstance(parameters.get(name), dict | None):
            raise RefusedRequestError(400, f"The parameter '{name}' must be a JSON object.")
    return GraphQLRequest(query=query, variables=parameters.get("variables") or {}, operation_name=operation_name)
