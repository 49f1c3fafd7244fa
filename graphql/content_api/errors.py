"""Errors that a client is meant to read. Anything else is masked at the door."""

from __future__ import annotations

from enum import StrEnum

from graphql import GraphQLError


class ErrorCode(StrEnum):
    """The value of ``extensions.code``, with what it tells the client."""

    description: str

    def __new__(cls, value: str, description: str = "") -> ErrorCode:
        code = str.__new__(cls, value)
        code._value_ = value
        code.description = description
        return code

    BAD_REQUEST = "BAD_REQUEST", "The HTTP request is no GraphQL request: method, media type, JSON or a parameter."
    BODY_TOO_LARGE = "BODY_TOO_LARGE", "The body is longer than allowed."
    SYNTAX_ERROR = "SYNTAX_ERROR", "The document is not written in GraphQL."
    VALIDATION_FAILED = "VALIDATION_FAILED", "The document does not fit the schema."
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED", "The request asks for more than allowed; see `limit`, `measured` and `allowed`."
    BAD_INPUT = "BAD_INPUT", "An argument, a variable or the name of the operation has a value that cannot be used."
    BAD_CURSOR = "BAD_CURSOR", "A cursor is forged, or was made for another list: begin again without one."
    UNAUTHENTICATED = "UNAUTHENTICATED", "A valid token is needed: the one sent opens nothing, or none was sent."
    FORBIDDEN_ORIGIN = "FORBIDDEN_ORIGIN", "Scripts of this origin may not use the token."
    FORBIDDEN_SCOPE = "FORBIDDEN_SCOPE", "A field of the document lies outside of what the client may ask for."
    RATE_LIMITED = "RATE_LIMITED", "The client asks too often: wait as long as `Retry-After` says."
    CURSOR_EXPIRED = "CURSOR_EXPIRED", "Changes since this cursor are no longer known: begin anew without one."
    DOCUMENT_NOT_FOUND = "DOCUMENT_NOT_FOUND", "No trusted document has this id."
    DOCUMENT_NOT_TRUSTED = "DOCUMENT_NOT_TRUSTED", "Only trusted documents are answered here."
    INTROSPECTION_REFUSED = "INTROSPECTION_REFUSED", "The schema is not told here."
    PERSISTED_QUERY_NOT_FOUND = (
        "PERSISTED_QUERY_NOT_FOUND",
        "No document with this hash is kept: send its text along once.",
    )
    PERSISTED_QUERY_NOT_SUPPORTED = (
        "PERSISTED_QUERY_NOT_SUPPORTED",
        "The hash is not that of a trusted document, and others are not kept: send the text without a hash.",
    )
    PERSISTED_QUERY_MISMATCH = "PERSISTED_QUERY_MISMATCH", "The hash is not that of the text."
    VERSION_NOT_REACHED = (
        "VERSION_NOT_REACHED",
        "The content has not reached the version that `minVersion` demands: try again in a second.",
    )
    PREVIEW_NOT_FOUND = (
        "PREVIEW_NOT_FOUND",
        "No draft is shown for this link: it was never made, was used or has ended.",
    )
    TIMEOUT = "TIMEOUT", "The request ran longer than allowed; what is null beside this error was not reached."
    UNAVAILABLE = "UNAVAILABLE", "The database does not answer at the moment: try again later."
    INTERNAL_ERROR = "INTERNAL_ERROR", "A fault of the service; the request id names the entry in its log."


class ClientError(GraphQLError):
    """An error whose message a client may see."""

    code: ErrorCode

    def __init__(self, message: str) -> None:
        super().__init__(message, extensions={"code": self.code.value})


class BadInputError(ClientError):
    """An argument has the right type and a value that cannot be used."""

    code = ErrorCode.BAD_INPUT


class BadCursorError(ClientError):
    """A cursor is forged, or belongs to another list."""

    code = ErrorCode.BAD_CURSOR


class CursorExpiredError(ClientError):
    """What followed a cursor of the change log has been pruned, or belongs to another history."""

    code = ErrorCode.CURSOR_EXPIRED


class TimedOutError(ClientError):
    """The request has executed for ``seconds``, which is as long as it may."""

    code = ErrorCode.TIMEOUT

    def __init__(self, seconds: float) -> None:
        super().__init__(f"The request was stopped after {seconds:g} seconds.")
