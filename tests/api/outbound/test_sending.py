"""Requests to the outside over real connections: time, size, redirects, TLS."""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Iterator

import pytest
import trustme
from pytest_django import Settings

from content_api.outbound import (
    AnswerTooLargeError,
    ConnectionFailedError,
    Limits,
    RedirectRefusedError,
    TimedOutError,
    TLSFailedError,
    send,
    sending,
)
from tests.api.outbound.test_addresses import answering
from tests.servers import Receiver, raw_server, receiver

QUICK = Limits(seconds=0.5, answer_bytes=1_000, header_bytes=4_000)
LONG_AGO = 5.0  # seconds; far above QUICK, far below what the servers would take


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as notes:
        yield notes


def test_a_request_and_its_answer(there: Receiver) -> None:
    there.answer = lambda request: (418, {"X-Kind": "teapot"}, b"short and stout")

    answer = send("POST", there.url + "?a=1", headers={"Content-Type": "text/plain"}, body=b"tea?")

    assert (answer.status, answer.is_success, answer.body, answer.is_cut) == (418, False, b"short and stout", False)
    assert answer.headers["X-Kind"] == "teapot"
    assert [(request.path, request.body) for request in there.received] == [("/hook?a=1", b"tea?")]
    assert there.received[0].headers["host"] == f"127.0.0.1:{there.port}"
    assert there.received[0].headers["content-type"] == "text/plain"


def test_the_environment_names_no_proxy(there: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert send("GET", there.url, headers={}).status == 204


def test_the_name_stays_in_the_host_header(there: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, ["127.0.0.1"])
    send("POST", f"http://hooks.example:{there.port}/", headers={})
    assert there.received[0].headers["host"] == f"hooks.example:{there.port}"


def test_the_next_machine_of_a_name_is_tried(
    there: Receiver, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    settings.OUTBOUND_ALLOWED = ["127.0.0.0/8"]
    answering(monkeypatch, ["127.0.0.2", "127.0.0.1"])
    tried: list[str] = []
    connect = socket.socket.connect

    def refuse_first(self: socket.socket, address: tuple[str, int]) -> None:
        tried.append(address[0])
        if len(tried) == 1:
            raise ConnectionRefusedError
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", refuse_first)
    assert send("POST", f"http://hooks.example:{there.port}/", headers={}).status == 204
    assert tried == ["127.0.0.2", "127.0.0.1"]


def test_nobody_listens() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        with pytest.raises(ConnectionFailedError, match=r"^The host accepts no connection\.$"):
            send("POST", f"http://127.0.0.1:{closed.getsockname()[1]}/", headers={}, limits=QUICK)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_not_followed(there: Receiver, status: int) -> None:
    there.answer = lambda request: (status, {"Location": there.url + "/elsewhere"}, b"")

    with pytest.raises(RedirectRefusedError, match=f"^Answered {status} and another address") as caught:
        send("POST", there.url, headers={})

    assert (caught.value.status, caught.value.location) == (status, there.url + "/elsewhere")
    assert [request.path for request in there.received] == ["/hook"]


def drip(pieces: bytes, before: bytes = b"") -> Iterator[bytes]:
    yield before
    while True:
        yield pieces


DRIPS = {
    "no answer": (b"", b""),
    "a status line": (b"", b"HTTP/1.1 2"),
    "headers": (b"X-A: b\r\n", b"HTTP/1.1 200 OK\r\n"),
    "one endless header": (b"a", b"HTTP/1.1 200 OK\r\nX-A: "),
    "interim answers": (b"HTTP/1.1 100 Continue\r\n\r\n", b""),
    "a body": (b"a", b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n"),
    "a body without length": (b"a", b"HTTP/1.1 200 OK\r\n\r\n"),
    "chunks": (b"1\r\na\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "the size of a chunk": (b"0", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
}


@pytest.mark.parametrize(("piece", "before"), DRIPS.values(), ids=DRIPS)
def test_drips_end_with_the_time(piece: bytes, before: bytes) -> None:
    """Each byte comes well within a socket's own time limit."""

    def script(connection: socket.socket) -> None:
        for part in drip(piece, before):
            connection.sendall(part)
            time.sleep(0.05)

    started = time.monotonic()
    with raw_server(script) as port, pytest.raises(TimedOutError, match=r"^There was no complete answer in time\.$"):
        send("POST", f"http://127.0.0.1:{port}/", headers={}, limits=QUICK)
    assert time.monotonic() - started < LONG_AGO


FLOODS = {
    "headers": (b"X-A: " + b"b" * 1_000 + b"\r\n", b"HTTP/1.1 200 OK\r\n"),
    "one endless header": (b"a" * 1_000, b"HTTP/1.1 200 OK\r\nX-A: "),
    "interim answers": (b"HTTP/1.1 100 Continue\r\n\r\n", b""),
    "a body": (b"a" * 1_000, b"HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n"),
    "a body without length": (b"a" * 1_000, b"HTTP/1.1 200 OK\r\n\r\n"),
    "chunks": (b"3e8\r\n" + b"a" * 1_000 + b"\r\n", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"),
    "extensions of chunks": (
        b"1;" + b"a" * 1_000 + b"\r\na\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
    ),
}


def flood(piece: bytes, before: bytes, sent: list[int]) -> object:
    def script(connection: socket.socket) -> None:
        connection.sendall(before)
        while True:
            connection.sendall(piece)
            sent.append(len(piece))

    return script


@pytest.mark.parametrize(("piece", "before"), FLOODS.values(), ids=FLOODS)
def test_floods_end_with_the_size(piece: bytes, before: bytes) -> None:
    sent: list[int] = []
    limits = Limits(seconds=20, answer_bytes=1_000, header_bytes=4_000)
    with raw_server(flood(piece, before, sent)) as port, pytest.raises(AnswerTooLargeError):  # type: ignore[arg-type]
        send("POST", f"http://127.0.0.1:{port}/", headers={}, limits=limits)


@pytest.mark.parametrize("name", ["a body", "a body without length", "chunks"])
def test_a_body_can_be_cut_instead(name: str) -> None:
    with raw_server(flood(*FLOODS[name], [])) as port:  # type: ignore[arg-type]
        answer = send("POST", f"http://127.0.0.1:{port}/", headers={}, limits=QUICK, cut_answer=True)
    assert (answer.status, answer.body, answer.is_cut) == (200, b"a" * 1_000, True)


def test_a_body_of_just_the_size_is_whole(there: Receiver) -> None:
    there.answer = lambda request: (200, {}, b"a" * 1_000)
    answer = send("POST", there.url, headers={}, limits=QUICK)
    assert (len(answer.body), answer.is_cut) == (1_000, False)


def test_a_receiver_that_reads_nothing() -> None:
    def script(connection: socket.socket) -> None:
        time.sleep(3)

    with raw_server(script) as port, pytest.raises(TimedOutError):
        send("POST", f"http://127.0.0.1:{port}/", headers={}, body=b"a" * 20_000_000, limits=QUICK)


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 101 + b"\r\n",
        b"garbage\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort",
        b"SSH-2.0-OpenSSH\r\n",
    ],
)
def test_answers_that_are_not_http(answer: bytes) -> None:
    with raw_server(lambda connection: connection.sendall(answer)) as port, pytest.raises(ConnectionFailedError):
        send("POST", f"http://127.0.0.1:{port}/", headers={}, limits=QUICK)


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """An authority that this process trusts, and no other."""
    authority = trustme.CA()
    context = ssl.create_default_context()
    authority.configure_trust(context)
    monkeypatch.setattr(sending, "trust", lambda: context)
    return authority


def serving(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(name).configure_cert(context)
    return context


def test_tls_to_the_name_at_the_checked_address(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answering(monkeypatch, ["127.0.0.1"])
    names: list[str | None] = []
    context = serving(authority, "hooks.example")
    context.sni_callback = lambda connection, name, context: names.append(name)

    with raw_server(lambda connection: connection.sendall(OK), context) as port:
        answer = send("POST", f"https://hooks.example:{port}/", headers={}, limits=QUICK)

    assert (answer.status, answer.body) == (200, b"hi")
    assert asked == names == ["hooks.example"]


def test_the_certificate_of_another_name_is_refused(authority: trustme.CA, monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, ["127.0.0.1"])
    context = serving(authority, "other.example")
    with (
        raw_server(lambda connection: connection.sendall(OK), context) as port,
        pytest.raises(TLSFailedError, match="certificate is refused: Hostname mismatch"),
    ):
        send("POST", f"https://hooks.example:{port}/", headers={}, limits=QUICK)


def test_an_unknown_authority_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answering(monkeypatch, ["127.0.0.1"])
    context = serving(trustme.CA(), "hooks.example")
    with (
        raw_server(lambda connection: connection.sendall(OK), context) as port,
        pytest.raises(TLSFailedError, match="certificate is refused"),
    ):
        send("POST", f"https://hooks.example:{port}/", headers={}, limits=QUICK)


def test_no_tls_where_tls_is_asked_for(authority: trustme.CA) -> None:
    with raw_server(lambda connection: connection.sendall(OK)) as port, pytest.raises(TLSFailedError):
        send("POST", f"https://127.0.0.1:{port}/", headers={}, limits=QUICK)


def test_a_handshake_that_never_ends(authority: trustme.CA) -> None:
    with raw_server(lambda connection: time.sleep(3)) as port, pytest.raises(TimedOutError, match="secure connection"):
        send("POST", f"https://127.0.0.1:{port}/", headers={}, limits=QUICK)
