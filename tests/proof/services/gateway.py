"""The proxy in front of both web processes, as a client of theirs: one after the other in turns.

A request that was refused a connection, or whose connection broke off before the answer was there, is sent to the
other one, as nginx does with ``GET`` (``proxy_next_upstream error``).
"""

from __future__ import annotations

import http.client
import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.programs import HOST

SECONDS = 20.0  # for one answer


class Answer(NamedTuple):
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass
class Gateway:
    """For one thread. ``again`` counts by reason what was sent once more."""

    ports: Sequence[int]
    again: Counter[str] = field(default_factory=Counter)
    _turns: itertools.count[int] = field(default_factory=itertools.count)
    _connections: dict[int, http.client.HTTPConnection] = field(default_factory=dict)

    def get(self, path: str, headers: dict[str, str]) -> Answer | None:
        """The answer; ``None`` where neither gives one."""
        turn = next(self._turns)
        for port in (self.ports[(turn + one) % len(self.ports)] for one in range(len(self.ports))):
            answer = self._ask(port, path, {"X-Forwarded-Proto": "https", **headers})
            if answer is not None:
                return answer
        return None

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _ask(self, port: int, path: str, headers: dict[str, str]) -> Answer | None:
        """A kept connection that the server has closed is opened again, as every client does."""
        is_kept = port in self._connections
        for is_first in (True, False) if is_kept else (False,):
            connection = self._connections.get(port) or http.client.HTTPConnection(HOST, port, timeout=SECONDS)
            self._connections[port] = connection
            try:
                connection.request("GET", path, headers=headers)
                response = connection.getresponse()
                return Answer(response.status, response.headers, response.read())
            except (OSError, http.client.HTTPException) as error:
                connection.close()
                del self._connections[port]
                self.again[_reason(error, is_kept=is_first)] += 1
        return None


def _reason(error: Exception, *, is_kept: bool) -> str:
    if isinstance(error, ConnectionRefusedError):
        return "refused"
    if isinstance(error, TimeoutError):
        return "late"
    return "closed" if is_kept else "broken off"
