"""A clock that only moves when it is told to, and a host that answers as told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytest_django import Settings

from articles.links.manners import Manners
from articles.links.running import Round
from articles.models import ExternalLink, Source
from tests.factories.articles import SourceFactory
from tests.servers import Received, Receiver, receiver

MORNING = dt.datetime(2026, 3, 2, 8, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@dataclass
class Clock:
    """Sleeping moves it, and is noted."""

    time: dt.datetime = MORNING
    slept: list[float] = field(default_factory=list)

    def now(self) -> dt.datetime:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += dt.timedelta(seconds=seconds)

    def next_day(self, days: float = 1) -> None:
        self.time += days * DAY


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as server:
        server.answer = pages({})
        yield server


@pytest.fixture
def check(clock: Clock, settings: Settings) -> Callable[..., dict[str, int]]:
    """One round, which takes no time but what is slept."""

    def run(**options: Any) -> dict[str, int]:
        return dict(Round(Manners(now=clock.now, sleep=clock.sleep), **options).run())

    return run


def pages(answers: dict[str, Any], robots: str = "") -> Callable[[Received], tuple[int, dict[str, str], bytes]]:
    """Answers by path: a status, or a status with headers. What is not named is 200."""

    def answer(request: Received) -> tuple[int, dict[str, str], bytes]:
        if request.path == "/robots.txt":
            return (200, {}, robots.encode()) if robots else (404, {}, b"")
        status, headers = answers.get(request.path, 200), {}
        if isinstance(status, tuple):
            status, headers = status
        return status, headers, b"" if status in (204, 304) else b"Hello"

    return answer


def source_at(url: str, clock: Clock, **fields: Any) -> Source:
    """A source whose address is due by the clock."""
    source = SourceFactory(url=url, **fields)
    ExternalLink.objects.update(next_check_at=clock.now(), found_at=clock.now())
    for link in ExternalLink.objects.select_related("host"):
        link.host.next_request_at = clock.now()
        link.host.save()
    return source


def asked(server: Receiver) -> list[str]:
    """Method and path of every request but those for robots.txt."""
    return [f"{one.method} {one.path}" for one in server.received if one.path != "/robots.txt"]
