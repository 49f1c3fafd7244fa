"""From the address that somebody typed in to the machines that may be connected to."""

from __future__ import annotations

import logging
import queue
import socket
import threading
from dataclasses import dataclass

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from .addresses import may_connect
from .errors import AddressRefusedError, BadAddressError, NameNotFoundError, TimedOutError

logger = logging.getLogger(__name__)

PORTS = {"http": 80, "https": 443}
LONGEST_URL = 2_000  # characters
MOST_ADDRESSES = 4  # of one name; the others are checked and not tried


@dataclass(frozen=True)
class Target:
    """The parts of a web address, normalised by the parser of the client that uses them."""

    scheme: str
    host: str  # without the brackets of an IPv6 address
    port: int
    path: str  # with the query

    @classmethod
    def parse(cls, url: str) -> Target:
        """Raises `BadAddressError` for what is not a plain http or https address."""
        if len(url) > LONGEST_URL:
            raise BadAddressError(f"An address has at most {LONGEST_URL} characters.")
        try:
            parts = parse_url(url)
        except LocationParseError as error:
            raise BadAddressError("This is not a web address.") from error
        if parts.scheme not in PORTS:
            raise BadAddressError("An address begins with https:// or http://.")
        if not parts.host:
            raise BadAddressError("The address names no host.")
        if parts.auth is not None:
            raise BadAddressError("An address may hold neither user name nor password.")
        port = PORTS[parts.scheme] if parts.port is None else parts.port
        return cls(parts.scheme, parts.host.strip("[]"), port, parts.request_uri)

    @property
    def authority(self) -> str:
        """What the header `Host` says."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    def addresses(self, seconds: float) -> list[str]:
        """The machines behind the host's name, each of them checked.

        One that may not be reached refuses them all: a name that mixes inside and outside is up to something.
        Raises `AddressRefusedError`, `NameNotFoundError`, and `TimedOutError` if the name server takes longer.
        """
        found = resolve(self.host, self.port, seconds)
        refused = [address for address in found if not may_connect(address, self.port)]
        if refused:
            logger.warning("Refused to connect to %s, port %d: it is at %s", self.host, self.port, ", ".join(refused))
            raise AddressRefusedError("The host or the port is not open to requests from here.")
        return found[:MOST_ADDRESSES]


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """Every address of a name, once each, in the order of the system's resolver.

    The resolver takes no time limit, so it works in a thread that is left behind when it is late.
    """
    answers: queue.SimpleQueue[list[str] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, proto=socket.IPPROTO_TCP)
            answers.put(list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in found)))
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name=f"resolve {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=max(seconds, 0))
    except queue.Empty:
        raise TimedOutError("The name server did not answer in time.") from None
    if isinstance(answer, Exception) or not answer:
        raise NameNotFoundError("The host's name has no address.")
    return answer
