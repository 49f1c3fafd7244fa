"""Why a request to the outside failed. The messages are for people in the admin and name no address behind a name."""

from __future__ import annotations


class OutboundError(Exception):
    """A request that got no usable answer. `code` names the reason for programs and logs."""

    code = "OUTBOUND_FAILED"


class BadAddressError(OutboundError):
    """The address itself is not one that is ever asked: another scheme, a user name, no host."""

    code = "BAD_ADDRESS"


class NameNotFoundError(OutboundError):
    """The host's name has no address."""

    code = "NAME_NOT_FOUND"


class AddressRefusedError(OutboundError):
    """The host, or the port, is one that requests to the outside may not reach."""

    code = "ADDRESS_REFUSED"


class ConnectionFailedError(OutboundError):
    """Nobody listens, the connection broke, or what came was not HTTP."""

    code = "CONNECTION_FAILED"


class TLSFailedError(OutboundError):
    """No secure connection: the certificate is not trusted, has expired or belongs to another name."""

    code = "TLS_FAILED"


class TimedOutError(OutboundError):
    """The whole of the request took longer than it may."""

    code = "TIMED_OUT"


class AnswerTooLargeError(OutboundError):
    """The answer's headers or body are larger than they may be."""

    code = "ANSWER_TOO_LARGE"


class RedirectRefusedError(OutboundError):
    """The host answered with another address. None is ever followed: it would not have been checked."""

    code = "REDIRECT_REFUSED"

    def __init__(self, status: int, location: str) -> None:
        super().__init__(f"Answered {status} and another address; redirects are not followed.")
        self.status = status
        self.location = location
