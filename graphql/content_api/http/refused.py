"""The refusal of a request before any document is looked at."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from ..errors import ErrorCode

NO_HEADERS: Mapping[str, str] = MappingProxyType({})


class RefusedRequestError(Exception):
    """The HTTP request is no GraphQL request that is answered here.

    ``status`` is the HTTP status; ``None`` where it follows from the media type, as for an invalid document.
    ``headers`` go with the answer.
    """

    def __init__(
        self,
        status: int | None,
        message: str,
        code: ErrorCode = ErrorCode.BAD_REQUEST,
        headers: Mapping[str, str] = NO_HEADERS,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.headers = headers
