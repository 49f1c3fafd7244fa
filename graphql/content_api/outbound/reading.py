"""Reading from a connection within a time and a size, however slowly or plentifully the bytes come."""

from __future__ import annotations

import io
import socket
import time
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import TYPE_CHECKING, Any

from .errors import AnswerTooLargeError, TimedOutError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


@dataclass
class Bounds:
    """What is left of a request's time, and of the bytes that may come."""

    deadline: float  # by time.monotonic()
    bytes_left: int

    def seconds_left(self) -> float:
        """Raises `TimedOutError` when nothing is left."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise TimedOutError("There was no complete answer in time.")
        return left


class BoundedStream(io.RawIOBase):
    """A socket's bytes. A socket's own time limit begins anew with every byte; this one does not."""

    def __init__(self, sock: socket.socket, bounds: Bounds) -> None:
        self._sock = sock
        self._bounds = bounds
        # Holds the socket open for as long as this stream is, as the client expects of it.
        self._stream: Any = sock.makefile("rb", buffering=0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Never more than is left: the reader above asks for more than it needs, which is no fault of the sender."""
        if self._bounds.bytes_left <= 0:
            raise AnswerTooLargeError("The answer is larger than it may be.")
        self._sock.settimeout(self._bounds.seconds_left())
        try:
            count: int = self._stream.readinto(memoryview(buffer)[: self._bounds.bytes_left])
        except TimeoutError:
            raise TimedOutError("There was no complete answer in time.") from None
        self._bounds.bytes_left -= count
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()


class _Source:
    """Stands where the client expects the socket that it reads an answer from."""

    def __init__(self, sock: socket.socket, bounds: Bounds) -> None:
        self._sock = sock
        self._bounds = bounds

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(BoundedStream(self._sock, self._bounds))


def bounded_response(bounds: Bounds) -> Any:
    """For `HTTPConnection.response_class`: the standard library's response, read within the bounds."""

    def respond(sock: socket.socket, *args: Any, **options: Any) -> HTTPResponse:
        return HTTPResponse(_Source(sock, bounds), *args, **options)  # type: ignore[arg-type]

    return respond
