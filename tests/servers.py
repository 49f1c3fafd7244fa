"""Servers on 127.0.0.1 that misbehave as told: what requests to the outside meet."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Script = Callable[[socket.socket], None]


@contextmanager
def raw_server(script: Script, context: ssl.SSLContext | None = None) -> Iterator[int]:
    """A port where `script` is given each connection, once a request's first bytes have come.

    No thread outlives the block: a script that still sleeps would meet what the next test has put in place of it.
    """
    served: list[tuple[socket.socket, threading.Thread]] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        accepting = threading.Thread(target=_accept, args=(listener, script, context, served), daemon=True)
        accepting.start()
        try:
            yield listener.getsockname()[1]
        finally:
            with suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            accepting.join(10)
            for connection, serving in served:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
                serving.join(10)


def _accept(
    listener: socket.socket,
    script: Script,
    context: ssl.SSLContext | None,
    served: list[tuple[socket.socket, threading.Thread]],
) -> None:
    with suppress(OSError):
        while True:
            connection, _ = listener.accept()
            serving = threading.Thread(target=_serve, args=(connection, script, context), daemon=True)
            served.append((connection, serving))
            serving.start()


def _serve(connection: socket.socket, script: Script, context: ssl.SSLContext | None) -> None:
    with suppress(OSError), connection:
        connection.settimeout(10)
        served = context.wrap_socket(connection, server_side=True) if context else connection
        with served:
            served.recv(65_536)
            script(served)


@dataclass
class Received:
    """One request, as it came."""

    path: str
    headers: dict[str, str]
    body: bytes
    method: str = ""


@dataclass
class Receiver:
    """An HTTP server that notes every request and answers what `answer` says: status, headers, body."""

    received: list[Received] = field(default_factory=list)
    answer: Callable[[Received], tuple[int, dict[str, str], bytes]] = lambda request: (204, {}, b"")
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def ids(self) -> list[str]:
        return [request.headers["webhook-id"] for request in self.received]


@contextmanager
def receiver() -> Iterator[Receiver]:
    """Listens until the block ends."""
    notes = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("content-length", 0)))
            request = Received(
                self.path, {name.lower(): value for name, value in self.headers.items()}, body, self.command
            )
            notes.received.append(request)
            status, headers, content = notes.answer(request)
            with suppress(OSError):
                self.send_response(status)
                for name, value in {"Content-Length": str(len(content)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(content)

        do_GET = do_HEAD = do_POST  # noqa: N815  (the names that http.server looks for)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        notes.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield notes
        server.shutdown()
        thread.join()
