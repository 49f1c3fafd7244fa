"""A client that keeps its connection, as a frontend's server does, and times each answer."""

from __future__ import annotations

import http.client
import time
from collections.abc import Mapping
from dataclasses import dataclass

SECONDS = 120  # the slowest of plain Grapple's answers included
HEADERS = {"Content-Type": "application/json", "Accept": "application/json"}


class RequestError(Exception):
    """The server gave no answer."""


@dataclass(frozen=True)
class Answer:
    """``milliseconds`` from the first byte sent to the last one read."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    milliseconds: float


class Client:
    def __init__(self, host: str, port: int) -> None:
        self._connection = http.client.HTTPConnection(host, port, timeout=SECONDS)

    def post(self, path: str, body: bytes, headers: Mapping[str, str] | None = None) -> Answer:
        """Raises ``RequestError``; the next call connects again."""
        started = time.perf_counter()
        try:
            self._connection.request("POST", path, body, {**HEADERS, **(headers or {})})
            response = self._connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException) as error:
            self._connection.close()
            raise RequestError(str(error)) from error
        milliseconds = (time.perf_counter() - started) * 1000
        return Answer(response.status, dict(response.headers), content, milliseconds)

    def close(self) -> None:
        self._connection.close()
