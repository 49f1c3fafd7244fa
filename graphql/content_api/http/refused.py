"""The refusal of a request before any document is looked at."""

from __future__ import annotations

from ..errors import ErrorCode


class RefusedRequestError(Exception):
    """The HTTP request is no GraphQL request that is answered here.

    ``status`` is the HTTP status; ``None`` where it follows from the media type, as for an invalid document.
    """

    def __init__(self, status: int | None, message: str, code: ErrorCode = ErrorCode.BAD_REQUEST) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
