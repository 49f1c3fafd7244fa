"""The way to the outside: the only code that opens a connection to an address that somebody typed in.

Exceptions are set up by the operator, not by editors: the mail server, the store for files, and where traces and
reports of errors are sent.
"""

from __future__ import annotations

from .errors import (
    AddressRefusedError,
    AnswerTooLargeError,
    BadAddressError,
    ConnectionFailedError,
    NameNotFoundError,
    OutboundError,
    RedirectRefusedError,
    TimedOutError,
    TLSFailedError,
)
from .sending import Answer, Limits, send
from .targets import Target

__all__ = [
    "AddressRefusedError",
    "Answer",
    "AnswerTooLargeError",
    "BadAddressError",
    "ConnectionFailedError",
    "Limits",
    "NameNotFoundError",
    "OutboundError",
    "RedirectRefusedError",
    "TLSFailedError",
    "Target",
    "TimedOutError",
    "send",
]
