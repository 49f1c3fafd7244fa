"""How logs are written: as lines for people, or as one JSON object a line for programs (``LOG_FORMAT``).

And what they may not say: tokens, above all those in the addresses of partners' feeds. Whoever has such an address has
the feed. It stands in the path, which Django, gunicorn and the development server write into their logs; so everything
that is written passes here. Imports nothing of Django: gunicorn uses it too.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from pythonjsonlogger.core import RESERVED_ATTRS
from pythonjsonlogger.json import JsonFormatter

from content_api.monitoring.seen import current

FORMATS = ("line", "json")
IN_PATH = re.compile(r"(/feeds/partners/[^/\s]+/)[^/.\s?\"']+")
# Those of clients and of previews, wherever they stand.
WITH_NAME = re.compile(r"(nuages_[A-Za-z0-9]{5,12}_)[A-Za-z0-9]{43}")
# What ends a line or steers a terminal, written as Python writes it.
ESCAPED = {
    code: repr(chr(code))[1:-1]
    for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
}
# What Django adds to its records: a request prints its whole address, parameters are values.
NOT_WRITTEN = ("request", "server_time", "status_code", "params", "sql", "alias")


def redacted(text: str) -> str:
    """``text`` without tokens: ``/feeds/partners/acme/…``."""
    return WITH_NAME.sub(r"\1…", IN_PATH.sub(r"\1…", text))


class RedactingFormatter(logging.Formatter):
    """Formats as always, tracebacks included, then leaves the tokens out.

    A message is one line: names and paths that somebody has sent cannot add a line that looks like ours.
    """

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802  (the name that logging looks for)
        return super().formatMessage(record).translate(ESCAPED)

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class RedactingJsonFormatter(JsonFormatter):
    """One JSON object: time, level, logger, message, and what is known of the request or the job."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            ["levelname", "name", "message"],
            rename_fields={"levelname": "level", "name": "logger", "exc_info": "traceback"},
            reserved_attrs=[*RESERVED_ATTRS, *NOT_WRITTEN],
            timestamp="time",
            json_ensure_ascii=False,
            **options,
        )

    def add_fields(self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]) -> None:
        super().add_fields(log_data, record, message_dict)
        seen = current.get()
        if seen is not None:
            log_data.update(seen.as_fields())

    def format(self, record: logging.LogRecord) -> str:
        return redacted(super().format(record))


class Redacting(logging.Formatter):
    """The same around a formatter that somebody else has chosen."""

    def __init__(self, inner: logging.Formatter | None) -> None:
        super().__init__()
        self._inner = inner or logging.Formatter()

    def format(self, record: logging.LogRecord) -> str:
        return redacted(self._inner.format(record))
