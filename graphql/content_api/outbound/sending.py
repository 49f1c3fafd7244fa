"""One request to the outside: checked, bounded, and never redirected."""

from __future__ import annotations

import ssl
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from http.client import HTTPException

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError
from urllib3.response import BaseHTTPResponse

from ..monitoring import tracing
from ..monitoring.metrics import outbound_requests
from .errors import (
    AnswerTooLargeError,
    ConnectionFailedError,
    OutboundError,
    RedirectRefusedError,
    TimedOutError,
    TLSFailedError,
)
from .reading import Bounds, bounded_response
from .targets import Target

REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True)
class Limits:
    """What one request may take."""

    seconds: float = 10.0  # for the whole of it, from the name's resolution to the answer's last byte
    connect_seconds: float = 5.0  # for each of the host's machines
    answer_bytes: int = 1_000_000  # of the body
    header_bytes: int = 32_000


@dataclass(frozen=True)
class Answer:
    """What came back. `is_cut` says that the body was longer and the rest was not read."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_cut: bool
    milliseconds: int

    @property
    def is_success(self) -> bool:
        return 200 <= self.status < 300


def send(
    method: str,
    url: str,
    *,
    headers: Mapping[str, str],
    body: bytes = b"",
    limits: Limits = Limits(),
    cut_answer: bool = False,
) -> Answer:
    """Send one request and read its answer, whatever the status.

    The host's name is resolved once, every address of it is checked, and one of these is connected to; the certificate
    must be the host's. An answer that is larger than allowed raises `AnswerTooLargeError`, or is cut with `cut_answer`.
    Raises an `OutboundError` for everything that is not an answer, and `RedirectRefusedError` for a redirect.
    No proxy of the environment is used: it would connect where nothing was checked.
    """
    target = Target.parse(url)
    # The path is left out: it may be as good as a password.
    attributes: tracing.Attributes = {
        "http.request.method": method,
        "server.address": target.host,
        "server.port": target.port,
    }
    with tracing.span(f"{method} outbound", kind="client", attributes=attributes) as span:
        try:
            answer = _sent(method, target, headers=headers, body=body, limits=limits, cut_answer=cut_answer)
        except OutboundError as error:
            outbound_requests.labels(error.code).inc()
            raise
        outbound_requests.labels(str(answer.status)).inc()
        if span is not None:
            span.set_attribute("http.response.status_code", answer.status)
    return answer


def _sent(
    method: str, target: Target, *, headers: Mapping[str, str], body: bytes, limits: Limits, cut_answer: bool
) -> Answer:
    started = time.monotonic()
    bounds = Bounds(started + limits.seconds, limits.header_bytes)
    addresses = target.addresses(bounds.seconds_left())
    connection = _connect(target, addresses, bounds, limits)
    try:
        connection.request(
            method,
            target.path,
            body=body,
            headers={"Host": target.authority, "Accept-Encoding": "identity", "Connection": "close", **headers},
            preload_content=False,
            decode_content=False,
        )
        response = connection.getresponse()
        # Frames around the parts of a chunked body count as well: a fair sender needs no more than the body itself.
        bounds.bytes_left = 2 * limits.answer_bytes + limits.header_bytes
        content, is_cut = _read(response, limits.answer_bytes, cut_answer)
    except TimeoutError as error:
        raise TimedOutError("The request could not be sent in time.") from error
    except (HTTPError, HTTPException, OSError) as error:
        raise ConnectionFailedError("The connection broke, or the answer was not HTTP.") from error
    finally:
        connection.close()
    if response.status in REDIRECTS:
        raise RedirectRefusedError(response.status, response.headers.get("location", ""))
    milliseconds = round(1000 * (time.monotonic() - started))
    return Answer(response.status, dict(response.headers.items()), content, is_cut, milliseconds)


@cache
def trust() -> ssl.SSLContext:
    """The system's authorities; the host's name is checked. Made once: loading them takes some milliseconds."""
    return ssl.create_default_context()


def _connect(target: Target, addresses: list[str], bounds: Bounds, limits: Limits) -> HTTPConnection:
    """A connection to the first machine that accepts one."""
    for address in addresses:
        seconds = min(limits.connect_seconds, bounds.seconds_left())
        if target.scheme == "https":
            connection: HTTPConnection = HTTPSConnection(
                address, target.port, timeout=seconds, server_hostname=target.host, ssl_context=trust()
            )
        else:
            connection = HTTPConnection(address, target.port, timeout=seconds)
        connection.response_class = bounded_response(bounds)
        try:
            connection.connect()
        except (NewConnectionError, ConnectTimeoutError):
            connection.close()
            continue
        except TimeoutError as error:
            connection.close()
            raise TimedOutError("No secure connection came about in time.") from error
        except ssl.SSLError as error:
            connection.close()
            raise TLSFailedError(f"No secure connection: {_reason(error)}.") from error
        except OSError as error:
            connection.close()
            raise ConnectionFailedError("The connection broke while it was set up.") from error
        connection.timeout = bounds.seconds_left()
        connection.sock.settimeout(connection.timeout)
        return connection
    bounds.seconds_left()
    raise ConnectionFailedError("The host accepts no connection.")


def _reason(error: ssl.SSLError) -> str:
    if isinstance(error, ssl.SSLCertVerificationError):
        return f"the certificate is refused: {error.verify_message}".rstrip(".")
    return (error.reason or "no common protocol").replace("_", " ").lower()


def _read(response: BaseHTTPResponse, most: int, cut: bool) -> tuple[bytes, bool]:
    """The body, or as much of it as may come, and whether more would have."""
    body = bytearray()
    for piece in response.stream(min(most + 1, 16_384), decode_content=False):
        body += piece
        if len(body) > most:
            if not cut:
                raise AnswerTooLargeError(f"The answer's body is larger than {most:,} bytes.")
            return bytes(body[:most]), True
    return bytes(body), False
