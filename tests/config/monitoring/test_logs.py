"""Logs as JSON: one object a line, with what is known of the request, and without tokens."""

from __future__ import annotations

import datetime as dt
import json
import logging
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from gunicorn.config import Config

from config.access_log import RedactingLogger
from config.logs import RedactingFormatter, RedactingJsonFormatter
from content_api.monitoring.seen import KEY, Seen, current

TOKEN = "t" * 43


def written(message: str, *arguments: Any, exc_info: Any = None, **extra: Any) -> dict[str, Any]:
    """A record as it is written, without its time."""
    record = logging.LogRecord("articles", logging.WARNING, "file.py", 1, message, arguments, exc_info)
    record.created = dt.datetime(2026, 11, 25, 12, 30, tzinfo=dt.UTC).timestamp()
    record.__dict__.update(extra)
    line = RedactingJsonFormatter().format(record)
    assert "\n" not in line
    fields: dict[str, Any] = json.loads(line)
    assert fields.pop("time") == "2026-11-25T12:30:00+00:00"
    return fields


def test_outside_of_a_request() -> None:
    assert written("Ça %s", "marche") == {"level": "WARNING", "logger": "articles", "message": "Ça marche"}


def test_within_a_request() -> None:
    seen = Seen("a" * 32)
    seen.operation, seen.client, seen.cache, seen.statements = "pages", "client 5", "miss", 4
    token = current.set(seen)
    try:
        fields = written("Slow")
    finally:
        current.reset(token)

    assert fields == {
        "level": "WARNING",
        "logger": "articles",
        "message": "Slow",
        "request_id": "a" * 32,
        "operation": "pages",
        "client": "client 5",
        "cache": "miss",
        "statements": 4,
    }


def test_a_traceback_stays_on_its_line_and_loses_its_token() -> None:
    try:
        raise ValueError(f"/feeds/partners/acme/{TOKEN}.rss")
    except ValueError:
        fields = written("Failed", exc_info=sys.exc_info())

    assert sorted(fields) == ["level", "logger", "message", "traceback"]
    assert fields["traceback"].endswith("ValueError: /feeds/partners/acme/….rss")


def test_djangos_own_additions_are_left_out() -> None:
    assert written("Not found", request=object(), status_code=404, count=3) == {
        "level": "WARNING",
        "logger": "articles",
        "message": "Not found",
        "count": 3,
    }


@pytest.mark.parametrize("log_format", ["json", "line"])
def test_access_log(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    monkeypatch.setenv("LOG_FORMAT", log_format)
    config = Config()
    config.set("accesslog", "-")
    logger = RedactingLogger(config)
    seen = Seen("b" * 32)
    seen.operation, seen.client, seen.seconds, seen.status = "free", "public", 0.00125, 200
    path = f"/feeds/partners/acme/{TOKEN}.rss"
    environ = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "RAW_URI": f"{path}?a=b", KEY: seen}
    environ |= {"SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "192.0.2.1", "HTTP_USER_AGENT": "reader"}
    response = SimpleNamespace(status="200 OK", sent=1024, headers=[])

    logger.access(response, SimpleNamespace(headers=[]), environ, dt.timedelta(milliseconds=2.5))

    line = capsys.readouterr().out
    if log_format == "line":
        assert line.startswith("192.0.2.1 - - [")
        assert line.endswith('] "GET /feeds/partners/acme/….rss?a=b HTTP/1.1" 200 1024 "-" "reader"\n')
        return
    fields = json.loads(line)
    assert fields.pop("time")
    assert fields == {
        "level": "INFO",
        "logger": "gunicorn.access",
        "message": "GET /feeds/partners/acme/….rss 200",
        "request_id": "b" * 32,
        "operation": "free",
        "client": "public",
        "statements": 0,
        "method": "GET",
        "path": "/feeds/partners/acme/….rss",
        "status": 200,
        "bytes": 1024,
        "duration_ms": 2.5,
    }


def test_nobody_writes_a_line_of_ours() -> None:
    formatter = RedactingFormatter("{levelname} {message}", style="{")
    name = "ada\r\n2026-11-25 INFO root\x1b[2K\u2028all is well"
    record = logging.LogRecord("axes", logging.WARNING, "file.py", 1, "Failed: %s", (name,), None)

    assert formatter.format(record) == ("WARNING Failed: ada\\r\\n2026-11-25 INFO root\\x1b[2K\\u2028all is well")


def test_a_traceback_keeps_its_lines() -> None:
    formatter = RedactingFormatter("{levelname} {message}", style="{")
    try:
        raise ValueError("one\ntwo")
    except ValueError:
        record = logging.LogRecord("articles", logging.ERROR, "file.py", 1, "Failed", (), sys.exc_info())

    lines = formatter.format(record).splitlines()

    assert (lines[0], lines[1]) == ("ERROR Failed", "Traceback (most recent call last):")
    assert len(lines) > 4
