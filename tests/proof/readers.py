"""Readers: whoever asks past a cache and without one, a CDN that is told by tags, a client that follows the changes."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory

from content_api.http.view import GraphQLView

from .public import Public

ENDPOINT = "/graphql/"
uncached: Any = GraphQLView.as_view(from_cache=False)


class Question(NamedTuple):
    """A document with its variables in JSON. ``name`` is for people."""

    name: str
    document: str
    variables: str = "{}"

    @property
    def is_detail(self) -> bool:
        """Whether it is about one page, by an operation that ships."""
        return self.name.startswith(("shipped article", "shipped comparison"))

    @property
    def address(self) -> str:
        return f"{ENDPOINT}?" + urlencode({"query": self.document, "variables": self.variables})


def ask_cached(question: Question) -> HttpResponse:
    """The answer as everybody gets it."""
    return _good(Client().get(question.address))


def ask_uncached(question: Question) -> HttpResponse:
    """The answer, computed for this request."""
    return _good(uncached(RequestFactory().get(question.address)))


def _good(response: Any) -> HttpResponse:
    assert response.status_code == 200, response.content
    assert "errors" not in json.loads(response.content), response.content
    good: HttpResponse = response
    return good


def shipped(name: str) -> str:
    return (Path(settings.GRAPHQL_OPERATIONS_DIR) / f"{name}.graphql").read_text()


@dataclass
class Copy:
    """What a CDN holds."""

    body: bytes
    tags: frozenset[str]


@dataclass
class Cdn:
    """Holds every answer that it may, until it is told to forget one of its tags."""

    copies: dict[Question, Copy] = field(default_factory=dict)

    def forget(self, touched: set[str]) -> list[Question]:
        """What was forgotten."""
        gone = [question for question, copy in self.copies.items() if copy.tags & touched]
        for question in gone:
            del self.copies[question]
        return gone

    def keep(self, question: Question, response: HttpResponse) -> None:
        if question not in self.copies and (tags := response.headers.get("Cache-Tag")):
            self.copies[question] = Copy(response.content, frozenset(tags.split(",")))


FOLLOW = """
query($since: String, $first: Int!) {
  changes(since: $since, first: $first) {
    version cursor hasMore
    nodes { number kind type id uid locale path formerPath isTombstone node { __typename } }
  }
}
"""
SETTINGS = {"SITE", "LOCALE"}


@dataclass
class Follower:
    """A client that begins with nothing, knows what ``changes`` tell it, and asks again when it likes."""

    seen: Public = field(default_factory=dict)
    cursor: str | None = None
    numbers: list[int] = field(default_factory=list)

    def follow(self, first: int) -> None:
        """Read everything that is new, ``first`` changes at a time."""
        while self._read(first):
            pass

    def _read(self, first: int) -> bool:
        question = Question("changes", FOLLOW, json.dumps({"since": self.cursor, "first": first}))
        response = Client().get(question.address)
        answer = json.loads(response.content)
        if errors := answer.get("errors"):
            assert [error["extensions"]["code"] for error in errors] == ["CURSOR_EXPIRED"], errors
            self.seen, self.cursor, self.numbers = {}, None, []
            return True
        found = answer["data"]["changes"]
        self._learn(found["nodes"])
        self.cursor = found["cursor"]
        more: bool = found["hasMore"]
        return more

    def _learn(self, changes: Iterable[dict[str, Any]]) -> None:
        for change in changes:
            assert not self.numbers or change["number"] > self.numbers[-1]
            self.numbers.append(change["number"])
            if change["type"] in SETTINGS:
                continue
            name = change["type"].replace("_", "").lower(), int(change["id"])
            if change["isTombstone"]:
                self.seen.pop(name, None)
            else:
                self.seen[name] = change["path"] or "", change["locale"] or ""
