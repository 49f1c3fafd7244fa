"""What logs may not say: tokens, above all those in the addresses of partners' feeds.

Whoever has such an address has the feed. It stands in the path, which Django, gunicorn and the development server
write into their logs; so everything that is written passes here. Imports nothing of Django: gunicorn uses it too.
"""

from __future__ import annotations

import logging
import re

IN_PATH = re.compile(r"(/feeds/partners/[^/\s]+/)[^/.\s?\"']+")
# Those of clients and of previews, wherever they stand.
WITH_NAME = re.compile(r"(nuages_[A-Za-z0-9]{5,12}_)[A-Za-z0-9]{43}")


def redacted(text: str) -> str:
    """``text`` without tokens: ``/feeds/partners/acme/…``."""
    return WITH_NAME.sub(r"\1…", IN_PATH.sub(r"\1…", text))


class RedactingFormatter(logging.Formatter):
    """Formats as always, tracebacks included, then leaves the tokens out."""

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class Redacting(logging.Formatter):
    """The same around a formatter that somebody else has chosen."""

    def __init__(self, inner: logging.Formatter | None) -> None:
        super().__init__()
        self._inner = inner or logging.Formatter()

    def format(self, record: logging.LogRecord) -> str:
        return redacted(self._inner.format(record))
