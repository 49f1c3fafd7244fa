"""Tokens stand in no log."""

from __future__ import annotations

import logging
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.utils.module_loading import import_string
from gunicorn.config import Config

from config.access_log import RedactingLogger
from config.logs import RedactingFormatter, redacted
from tests.factories.partners import with_token

pytestmark = pytest.mark.django_db

TOKEN = "Ab1" * 14 + "x"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"Not Found: /feeds/partners/acme/{TOKEN}.rss", "Not Found: /feeds/partners/acme/….rss"),
        (
            f'"GET /feeds/partners/acme/{TOKEN}/zh-hans.json HTTP/1.1" 200',
            '"GET /feeds/partners/acme/…/zh-hans.json HTTP/1.1" 200',
        ),
        (f"https://api.example/feeds/partners/a-b/{TOKEN}.xml?x=1", "https://api.example/feeds/partners/a-b/….xml?x=1"),
        (f"/feeds/partners/acme/{TOKEN}", "/feeds/partners/acme/…"),
        ("/feeds/articles.rss /feeds/topics/web.rss", "/feeds/articles.rss /feeds/topics/web.rss"),
    ],
)
def test_tokens_are_left_out(text: str, expected: str) -> None:
    assert redacted(text) == expected


def test_every_handler_of_ours_leaves_them_out() -> None:
    formatters = settings.LOGGING["formatters"]
    used = {settings.LOGGING["handlers"][name]["formatter"] for name in settings.LOGGING["handlers"]}

    assert {import_string(formatters[name]["()"]) for name in used} == {RedactingFormatter}


@pytest.fixture
def written() -> Any:
    """What the handlers of the settings would write, of every logger."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(RedactingFormatter("{name} {message}", style="{"))
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("kind", ["wrong token", "expired", "no such ending", "failure"])
def test_requests_are_logged_without_them(kind: str, written: StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    partner, path = with_token(expires_at="2000-01-01T00:00:00Z" if kind == "expired" else None)
    token = path.rpartition("/")[2].removesuffix(".rss")
    if kind == "failure":
        monkeypatch.setattr("syndication.partners.views.kept_feed", lambda *given: 1 / 0)
    address = {"wrong token": path.replace(partner.slug, "other"), "no such ending": path.replace(".rss", ".xml")}

    Client(raise_request_exception=False).get(address.get(kind, path))

    text = written.getvalue()
    assert "/feeds/partners/" in text
    assert "…" in text
    assert token not in text


def test_gunicorn_leaves_them_out(capsys: pytest.CaptureFixture[str]) -> None:
    config = Config()
    config.set("accesslog", "-")
    logger = RedactingLogger(config)
    streams = []
    for log in (logger.access_log, logger.error_log):
        stream = StringIO()
        for handler in log.handlers:
            handler.stream = stream
        streams.append(stream)

    logger.access_log.info('"GET /feeds/partners/acme/%s.rss HTTP/1.1" 200', TOKEN)
    logger.error_log.error("Error handling request /feeds/partners/acme/%s.rss", TOKEN)

    assert [stream.getvalue().count("/feeds/partners/acme/….rss") for stream in streams] == [1, 1]
    assert TOKEN not in "".join(stream.getvalue() for stream in streams)
    for log in (logger.access_log, logger.error_log):
        log.handlers.clear()


def test_gunicorn_is_told() -> None:
    text = (settings.BASE_DIR / "gunicorn.conf.py").read_text()

    assert 'logger_class = "config.access_log.RedactingLogger"' in text
