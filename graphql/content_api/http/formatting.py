"""The one shape of errors: message, place, ``extensions.code``. Unexpected errors are logged and masked."""

from __future__ import annotations

import logging
from typing import Any

from graphql import GraphQLError, GraphQLFormattedError

from ..errors import ErrorCode

unhandled = logging.getLogger("content_api.unhandled")

MASK = "Something went wrong while this field was answered. The request id names the entry in the log."


def formatted(error: GraphQLError, request_id: str, operation: str) -> GraphQLFormattedError:
    """``error`` as the client reads it. Anything that is not made for clients is masked and logged."""
    if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
        return _masked(error, request_id, operation)
    answer = error.formatted
    extensions: dict[str, Any] = dict(error.extensions or {})
    extensions.setdefault("code", ErrorCode.BAD_INPUT.value)
    answer["extensions"] = {**extensions, "requestId": request_id}
    return answer


def plain(message: str, code: ErrorCode, request_id: str) -> dict[str, Any]:
    """An error that arose before a document existed."""
    return {"message": message, "extensions": {"code": code.value, "requestId": request_id}}


def _masked(error: GraphQLError, request_id: str, operation: str) -> GraphQLFormattedError:
    path = ".".join(str(step) for step in error.path or ())
    unhandled.error(
        "%s failed in operation %r at %s (request %s)",
        type(error.original_error).__name__,
        operation,
        path,
        request_id,
        exc_info=error.original_error,
    )
    answer: GraphQLFormattedError = {
        "message": MASK,
        "extensions": {"code": ErrorCode.INTERNAL_ERROR.value, "requestId": request_id},
    }
    if error.path:
        answer["path"] = error.path
    if error.locations:
        answer["locations"] = [place.formatted for place in error.locations]
    return answer
