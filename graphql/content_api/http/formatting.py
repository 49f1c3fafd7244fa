"""The one shape of errors: message, place, ``extensions.code``. Unexpected errors are logged and masked."""

from __future__ import annotations

import logging
from typing import Any

from django.db import DatabaseError, InterfaceError, OperationalError
from graphql import GraphQLError, GraphQLFormattedError

from ..errors import ErrorCode

unhandled = logging.getLogger("content_api.unhandled")

MASKS = {
    ErrorCode.INTERNAL_ERROR: "Something went wrong while this field was answered. "
    "The request id names the entry in the log.",
    ErrorCode.UNAVAILABLE: "The database does not answer. The request id names the entry in the log.",
    ErrorCode.TIMEOUT: "The request was stopped because it took too long.",
}
MASK = MASKS[ErrorCode.INTERNAL_ERROR]


def formatted(
    error: GraphQLError, request_id: str, operation: str = "", *, out_of_time: bool = False
) -> GraphQLFormattedError:
    """``error`` as the client reads it. Anything that is not made for clients is masked and logged.

    ``out_of_time`` tells that the time of the request was over, which ends statements with errors of their own.
    """
    original = error.original_error
    if original is not None and not isinstance(original, GraphQLError):
        code = code_of(original, out_of_time=out_of_time)
        log(original, request_id, operation, ".".join(str(step) for step in error.path or ()))
        return _masked(error, code, request_id)
    answer = error.formatted
    extensions: dict[str, Any] = dict(error.extensions or {})
    extensions.setdefault("code", ErrorCode.BAD_INPUT.value)
    answer["extensions"] = {**extensions, "requestId": request_id}
    return answer


def plain(message: str, code: ErrorCode, request_id: str) -> dict[str, Any]:
    """An error that arose outside of any document."""
    return {"message": message, "extensions": {"code": code.value, "requestId": request_id}}


def code_of(error: Exception, *, out_of_time: bool = False) -> ErrorCode:
    """What a client is told about an unexpected error."""
    if isinstance(error, DatabaseError) and (out_of_time or _was_cancelled(error)):
        return ErrorCode.TIMEOUT
    if isinstance(error, OperationalError | InterfaceError):
        return ErrorCode.UNAVAILABLE
    return ErrorCode.INTERNAL_ERROR


def log(error: Exception, request_id: str, operation: str, path: str = "") -> None:
    unhandled.error(
        "%s failed in operation %r at %s (request %s)",
        type(error).__name__,
        operation,
        path or "the door",
        request_id,
        exc_info=error,
    )


def _was_cancelled(error: DatabaseError) -> bool:
    """Whether PostgreSQL ended the statement by its time-out: https://www.postgresql.org/docs/current/errcodes-appendix.html"""
    return getattr(error.__cause__, "sqlstate", None) == "57014"


def _masked(error: GraphQLError, code: ErrorCode, request_id: str) -> GraphQLFormattedError:
    answer: GraphQLFormattedError = {
        "message": MASKS[code],
        "extensions": {"code": code.value, "requestId": request_id},
    }
    if error.path:
        answer["path"] = error.path
    if error.locations:
        answer["locations"] = [place.formatted for place in error.locations]
    return answer
