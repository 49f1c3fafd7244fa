"""A receiver that stands for a CDN: real HTTP on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest


@dataclass
class Receiver:
    """What has arrived, and what is answered."""

    port: int = 0
    status: int = 200
    answer: bytes = b'{"success": true}'
    requests: list[tuple[str, str, dict[str, str], Any]] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def calls(self) -> list[tuple[str, str, Any]]:
        """Method, path and body of each request."""
        return [(method, path, body) for method, path, _, body in self.requests]


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    received = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            received.requests.append((self.command, self.path, dict(self.headers), json.loads(body) if body else None))
            self.send_response(received.status)
            self.send_header("Content-Length", str(len(received.answer)))
            self.end_headers()
            self.wfile.write(received.answer)

        do_POST = do_PURGE = _answer  # noqa: N815  (the names of http.server)

        def log_message(self, *_: Any) -> None:
            """Be quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        received.port = server.server_address[1]
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield received
        server.shutdown()
        thread.join()
