"""Errors that a client is meant to read. Anything else is masked at the door."""

from __future__ import annotations

from enum import StrEnum

from graphql import GraphQLError


class ErrorCode(StrEnum):
    """The value of ``extensions.code``."""

    BAD_REQUEST = "BAD_REQUEST"  # the HTTP request itself: method, media type, JSON, a missing document
    BODY_TOO_LARGE = "BODY_TOO_LARGE"
    SYNTAX_ERROR = "SYNTAX_ERROR"
    VALIDATION_FAILED = "VALIDATION_FAILED"  # the document does not fit the schema
    LIMIT_EXCEEDED = "LIMIT_EXCEEDED"  # the document is larger or deeper than allowed
    BAD_INPUT = "BAD_INPUT"  # the value of an argument or variable
    BAD_CURSOR = "BAD_CURSOR"  # a cursor that is forged, or was made for another list
    INTERNAL_ERROR = "INTERNAL_ERROR"


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
