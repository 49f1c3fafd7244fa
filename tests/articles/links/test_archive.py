"""Suggested copies of dead addresses: a server on this machine stands in for the archive."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django import Settings

from articles.models import ExternalLink
from tests.servers import Receiver, receiver

from .conftest import Clock, pages, source_at

pytestmark = pytest.mark.django_db

Check = Callable[..., dict[str, int]]
COPY = "web.archive.org/web/20250704000000/http://dead.example/"


@pytest.fixture
def archive(settings: Settings) -> Iterator[Receiver]:
    with receiver() as server:
        settings.LINK_CHECK = settings.LINK_CHECK | {
            "archive": True,
            "archive_url": f"http://127.0.0.1:{server.port}/wayback/available",
        }
        server.answer = lambda request: (200, {}, found(f"http://{COPY}"))
        yield server


def found(url: Any, available: Any = True, status: str = "200") -> bytes:
    closest = {"available": available, "url": url, "timestamp": "20250704000000", "status": status}
    return json.dumps({"url": "x", "archived_snapshots": {"closest": closest}}).encode()


def die(there: Receiver, clock: Clock, check: Check) -> ExternalLink:
    there.answer = pages({"/": 404})
    source_at(f"http://127.0.0.1:{there.port}/", clock, accessed=dt.date(2025, 7, 4))
    check()
    clock.next_day()
    check()
    return ExternalLink.objects.get()


def test_a_copy_from_about_the_day_when_the_source_was_read(
    there: Receiver, archive: Receiver, clock: Clock, check: Check
) -> None:
    link = die(there, clock, check)
    assert link.archived_url == f"https://{COPY}"
    [request] = archive.received
    parts = urlsplit(request.path)
    assert (request.method, parts.path) == ("GET", "/wayback/available")
    assert parse_qs(parts.query) == {"url": [link.url], "timestamp": ["20250704"]}


def test_an_address_that_may_come_back_is_not_looked_for(
    there: Receiver, archive: Receiver, clock: Clock, check: Check
) -> None:
    there.answer = pages({"/": 404})
    source_at(f"http://127.0.0.1:{there.port}/", clock)
    check()
    assert archive.received == []


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"not json",
        b'{"archived_snapshots": {}}',
        found(None),
        found(f"https://{COPY}", available=False),
        found(f"https://{COPY}", status="404"),
        found("https://evil.example/web.archive.org/web/"),
        found("javascript:alert(1)//web.archive.org/web/"),
    ],
)
def test_nothing_else_is_taken_from_the_answer(
    there: Receiver, archive: Receiver, clock: Clock, check: Check, body: bytes
) -> None:
    archive.answer = lambda request: (200, {}, body)
    assert die(there, clock, check).archived_url == ""


def test_the_archive_is_asked_once_a_month(there: Receiver, archive: Receiver, clock: Clock, check: Check) -> None:
    archive.answer = lambda request: (503, {}, b"")
    die(there, clock, check)
    for _ in range(29):
        clock.next_day()
        check()
    assert len(archive.received) == 1
    for _ in range(8):
        clock.next_day()
        check()
    assert len(archive.received) == 2


def test_an_archive_that_is_away_breaks_nothing(
    there: Receiver, clock: Clock, check: Check, settings: Settings
) -> None:
    settings.LINK_CHECK = settings.LINK_CHECK | {"archive": True, "archive_url": "http://10.0.0.1/"}
    link = die(there, clock, check)
    assert (link.status, link.archived_url) == ("dead", "")


def test_the_archive_is_not_asked_unless_the_operator_wishes_it(
    there: Receiver, archive: Receiver, clock: Clock, check: Check, settings: Settings
) -> None:
    settings.LINK_CHECK = settings.LINK_CHECK | {"archive": False}
    assert die(there, clock, check).status == "dead"
    assert archive.received == []
