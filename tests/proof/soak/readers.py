"""Readers that ask as fast as they can, over connections that they keep."""

from __future__ import annotations

import http.client
import json
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event
from urllib.parse import quote

from .history import History
from .places import HOST

ALL = "{ articles(first: 100) { nodes { slug title } } }"
ONE = '{ page(urlPath: "/articles/%s/") { slug title } }'
SECONDS = 20.0  # for one answer
MOST_PROBLEMS = 20
EACH = 4  # each so many requests is for all articles, the others for one


@dataclass
class Reader:
    """One client on one connection. ``phase`` tells what is being done to the services."""

    port: int
    history: History
    is_over: Event
    phase: Callable[[], str]
    answers: Counter[int] = field(default_factory=Counter)
    problems: list[str] = field(default_factory=list)
    connected_again: int = 0
    times: dict[str, list[float]] = field(default_factory=dict)
    _etags: dict[str, tuple[str, dict[str, int]]] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def read(self) -> None:
        """Ask until it is over."""
        count = 0
        while not self.is_over.is_set():
            count += 1
            query = ALL if count % EACH == 0 else ONE % f"article-{count % self.history.articles}"
            self._ask(query, count)
        if self._connection is not None:
            self._connection.close()

    def _ask(self, query: str, count: int) -> None:
        newest = self.history.newest
        etag, shown = self._etags.get(query, ("", {}))
        headers = {"Accept": "application/json", **({"If-None-Match": etag} if etag and count % 2 else {})}
        phase, started = self.phase(), time.perf_counter()
        answer = self._get(f"/graphql/?query={quote(query)}", headers)
        if answer is None:
            self._problem("no answer")
            return
        response, body = answer
        if len(times := self.times.setdefault(phase, [])) < 1_000_000:
            times.append(time.perf_counter() - started)
        self.answers[response.status] += 1
        if response.status == 200:
            shown = _titles(body)
            self._etags[query] = response.headers["ETag"], shown
        elif response.status != 304:
            self._problem(f"status {response.status} while {phase}: {body[:200]!r}")
            return
        version = int(response.headers["Content-Version"])
        if version < newest:
            self._problem(f"version {version}, though {newest} was committed before it was asked for")
        for slug, number in shown.items():
            if problem := self.history.shown(slug, version, number):
                self._problem(problem)

    def _get(self, path: str, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes] | None:
        """The answer. A kept connection that the server has closed is opened again, as every client does."""
        for is_kept in (self._connection is not None, False):
            if self._connection is None:
                self._connection = http.client.HTTPConnection(HOST, self.port, timeout=SECONDS)
            try:
                self._connection.request("GET", path, headers=headers)
                response = self._connection.getresponse()
                return response, response.read()
            except (OSError, http.client.HTTPException):
                self._connection.close()
                self._connection = None
                if not is_kept:
                    return None
                self.connected_again += 1
        return None

    def _problem(self, text: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(text)


def _titles(body: bytes) -> dict[str, int]:
    """The number in the title of each article, by its slug."""
    data = json.loads(body)["data"]
    nodes = data["articles"]["nodes"] if "articles" in data else [data["page"]]
    return {node["slug"]: int(node["title"].rpartition(" ")[2]) for node in nodes}
