"""How many requests a second: the same request as often as the server can, over several connections at once."""

from __future__ import annotations

import selectors
import socket
import statistics
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from .places import HOST
from .servers import Server
from .subjects import Subject, WrongAnswerError

CONNECTIONS = 4  # as many as the worker has threads
BURST = 200  # requests, one after the other on each connection
FEW = 20  # where an answer is computed each time
ROUNDS = 15


@dataclass(frozen=True)
class Rate:
    """Requests a second and the worker's CPU for each in milliseconds, both the median of the rounds."""

    key: str
    title: str
    per_second: float
    cpu: float


@dataclass
class Asked:
    """One request, written out, and what it has come to in each round."""

    key: str
    title: str
    request: bytes
    status: int = 200
    count: int = BURST
    rates: list[float] = field(default_factory=list)
    cpu_times: list[float] = field(default_factory=list)


def rates(server: Server, asked: Subject) -> list[Rate]:
    """The question ``asked`` and a fixed document as large as its answer, in every way, in turns."""
    all_of_them = ways(server, asked)
    print(f"Measuring {len(all_of_them)} rates in {ROUNDS} rounds ...", flush=True)
    for number in range(-1, ROUNDS):
        for one in all_of_them if number % 2 else reversed(all_of_them):
            burst(server, one, is_counted=number >= 0)
    return [
        Rate(one.key, one.title, statistics.median(one.rates), statistics.median(one.cpu_times)) for one in all_of_them
    ]


def ways(server: Server, asked: Subject) -> list[Asked]:
    """The requests, written out."""
    body, size = asked.bodies[0], asked.size
    address = "/graphql/?" + urlencode({"query": asked.query, "variables": "{}"})
    etag = _header(server, _get(address), b"etag")
    return [
        Asked("fixed", "A fixed JSON document, as any view of Django", _post(f"/fixed-answer/{size}", body)),
        Asked("short", "The same, before the middleware for browsers", _post(f"/short/{size}", body)),
        Asked("version", "The same, after reading the version", _post(f"/version/{size}", body)),
        Asked("kept", "The kept answer, by POST", _post("/graphql/", body)),
        Asked("kept_get", "The kept answer, by GET", _get(address)),
        Asked("not_modified", "304 to a client that has it", _get(address, f"If-None-Match: {etag}\r\n"), 304),
        Asked("computed", "The answer computed each time", _post(asked.path, body), count=FEW),
    ]


def burst(server: Server, asked: Asked, *, is_counted: bool) -> None:
    connections = [_connected(server) for _ in range(CONNECTIONS)]
    cpu, started = server.cpu_seconds(), time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for connection in connections:
            selector.register(connection, selectors.EVENT_READ)
            connection.sendall(asked.request)
        sent, answered = len(connections), 0
        while answered < asked.count:
            for key, _ in selector.select():
                connection = key.fileobj  # type: ignore[assignment]
                status, _ = _answer(connection)
                if status != asked.status:
                    raise WrongAnswerError(f"{server.title}, {asked.title}: status {status}")
                answered += 1
                if sent < asked.count:
                    connection.sendall(asked.request)
                    sent += 1
    seconds = time.perf_counter() - started
    for connection in connections:
        connection.close()
    if is_counted:
        asked.rates.append(asked.count / seconds)
        asked.cpu_times.append((server.cpu_seconds() - cpu) * 1000 / asked.count)


def _connected(server: Server) -> socket.socket:
    connection = socket.create_connection((HOST, server.port), timeout=30)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def _answer(connection: socket.socket) -> tuple[int, bytes]:
    """The status and the headers of an answer, which is read to its end."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    left = int(_value(head, b"content-length") or 0) - len(body)
    while left > 0:
        left -= len(_more(connection))
    return int(head[9:12]), head


def _more(connection: socket.socket) -> bytes:
    received = connection.recv(65_536)
    if not received:
        raise WrongAnswerError("The server has closed a connection.")
    return received


def _value(head: bytes, name: bytes) -> str:
    lines = (line.partition(b":") for line in head.split(b"\r\n"))
    return next((value.strip().decode() for key, _, value in lines if key.lower() == name), "")


def _header(server: Server, request: bytes, name: bytes) -> str:
    connection = _connected(server)
    connection.sendall(request)
    _, head = _answer(connection)
    connection.close()
    return _value(head, name)


def _get(path: str, headers: str = "") -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: application/json\r\n{headers}\r\n".encode()


def _post(path: str, body: bytes) -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: application/json\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body
