"""Readers that ask one request after the other, and hold every answer against the version that it claims."""

from __future__ import annotations

import hashlib
import json
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Event, get_native_id
from typing import Any, NamedTuple
from urllib.parse import quote

from .gateway import Answer, Gateway
from .history import History

ALL = "{ articles(first: 100) { nodes { slug title } } }"
SOME = "query ($first: Int!) { articles(first: $first) { nodes { slug title } } }"
ONE = '{ page(urlPath: "/articles/%s/") { slug title } }'
MOST_PROBLEMS = 20
MOST_TIMES = 1_000_000
WELL = "all is well"
NICENESS = 10


class Shown(NamedTuple):
    """What an answer shows: the number in the title of each article by its slug, and the version if it says so."""

    numbers: dict[str, int]
    version: int | None

    @classmethod
    def by(cls, body: bytes) -> Shown:
        answer = json.loads(body)
        data = answer["data"]
        nodes = data["articles"]["nodes"] if "articles" in data else [data["page"]]
        numbers = {node["slug"]: int(node["title"].rpartition(" ")[2]) for node in nodes}
        return cls(numbers, answer.get("extensions", {}).get("contentVersion"))


NOTHING = Shown({}, None)


@dataclass
class Seen:
    """What a client saw in one phase."""

    statuses: Counter[int] = field(default_factory=Counter)
    unanswered: int = 0
    pictures: Counter[int] = field(default_factory=Counter)
    again: Counter[str] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)
    last_failure: float = 0.0  # by time.monotonic()

    @property
    def failed(self) -> int:
        """Requests for content without a good answer."""
        return self.statuses.total() - self.statuses[200] - self.statuses[304] + self.unanswered

    def add(self, other: Seen) -> None:
        self.statuses += other.statuses
        self.unanswered += other.unanswered
        self.pictures += other.pictures
        self.again += other.again
        self.times += other.times
        self.last_failure = max(self.last_failure, other.last_failure)


@dataclass
class Reader:
    """One client. ``phase`` tells what is being done to the services, ``asked`` where in the turns it begins."""

    ports: Sequence[int]
    history: History
    phase: Callable[[], str]
    seen: dict[str, Seen] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    may_fail: Callable[[str], bool] = lambda phase: False
    asked: int = 0
    _kept: dict[str, tuple[str, Shown]] = field(default_factory=dict)  # ETag and content by address

    def __post_init__(self) -> None:
        self.gateway = Gateway(self.ports)

    def read(self, is_over: Event, pause: float = 0.0) -> None:
        """Ask until it is over, and take what the others leave of the processors."""
        step_back()
        while not is_over.wait(pause) if pause else not is_over.is_set():
            self.ask_next()
        self.gateway.close()

    def ask_next(self, since: float | None = None) -> None:
        """Ask the next question in turn; its time counts from ``since``, where it was due before."""
        self.asked += 1
        self.ask(question(self.asked, self.history.articles), since)

    def ask(self, address: str, since: float | None = None, *, at_least: int | None = None) -> int | None:
        """The version that the answer claims. It must be ``at_least``, or the newest that is known by now."""
        due = self.history.newest if at_least is None else at_least
        etag, shown = self._kept.get(address, ("", NOTHING))
        headers = {"Accept": "application/json", **({"If-None-Match": etag} if etag and self.asked % 2 else {})}
        answer, phase = self._get(address, headers, since)
        if answer is None:
            return None
        self.seen[phase].statuses[answer.status] += 1
        if answer.status == 200:
            shown = Shown.by(answer.body)
            self._kept[address] = answer.headers["ETag"], shown
        elif answer.status != 304:
            self._failed(f"status {answer.status}: {answer.body[:200]!r}", phase, answer.status)
            return None
        if answer.headers["Content-Version"] is None:
            self._problem(f"an answer without a version while {phase}")
            return None
        version = int(answer.headers["Content-Version"])
        if version < due:
            self._problem(f"version {version} while {phase}, though {due} was due")
        if shown.version not in (None, version):
            self._problem(f"an answer of version {shown.version} was kept as one of {version}")
        for slug, number in shown.numbers.items():
            if problem := self.history.shown(slug, version, number):
                self._problem(problem)
        return version

    def _get(self, address: str, headers: dict[str, str], since: float | None = None) -> tuple[Answer | None, str]:
        """The answer, and what was failing when it was asked for or when it came."""
        phase = self.phase()
        started = time.perf_counter() if since is None else since
        before = self.gateway.again.copy()
        answer = self.gateway.get(address, headers)
        phase = self.phase() if phase == WELL else phase
        seen = self.seen.setdefault(phase, Seen())
        if len(seen.times) < MOST_TIMES:
            seen.times.append(time.perf_counter() - started)
        seen.again += self.gateway.again - before
        if answer is None:
            seen.unanswered += 1
            self._failed("no answer", phase)
        return answer, phase

    def _failed(self, text: str, phase: str, status: int = 0) -> None:
        """A service that is away is told by 503; a 500 means that nobody has thought of it."""
        self.seen[phase].last_failure = time.monotonic()
        if status == 500 or not self.may_fail(phase):
            self._problem(f"{text} while {phase}")

    def _problem(self, text: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(text)


@dataclass
class Viewer(Reader):
    """Asks for pictures instead: the same bytes each time, or, where ``may_fail`` says so, an error."""

    pictures: Sequence[str] = ()
    _bodies: dict[str, str] = field(default_factory=dict)

    def ask_next(self, since: float | None = None) -> None:
        self.asked += 1
        address = self.pictures[self.asked % len(self.pictures)]
        answer, phase = self._get(address, {}, since)
        if answer is None:
            return
        self.seen[phase].pictures[answer.status] += 1
        if answer.status == 200:
            digest = hashlib.sha256(answer.body).hexdigest()
            if self._bodies.setdefault(address, digest) != digest:
                self._problem(f"another picture at {address} while {phase}")
        else:
            self._failed(f"status {answer.status} for a picture", phase, answer.status)


def step_back() -> None:
    """Let this thread come after the programs. Threads have a niceness of their own where the system is Linux."""
    if sys.platform == "linux":
        os.setpriority(os.PRIO_PROCESS, get_native_id(), NICENESS)


def question(number: int, articles: int, **extensions: Any) -> str:
    """The same few pages, lists that differ, and the list of all."""
    if number % 4 == 0:
        return address(ALL, **extensions)
    if number % 4 == 2:
        return address(SOME, {"first": 1 + number % articles}, **extensions)
    return address(ONE % f"article-{number % articles}", **extensions)


def address(query: str, variables: dict[str, int] | None = None, **extensions: Any) -> str:
    parts = [("query", query), ("variables", variables), ("extensions", extensions)]
    texts = [f"{name}={quote(part if isinstance(part, str) else json.dumps(part))}" for name, part in parts if part]
    return f"/graphql/?{'&'.join(texts)}"
