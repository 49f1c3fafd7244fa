"""What a feed holds, as receipts note it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Handed:
    """The state of one article. ``url`` is the address that the partner was given."""

    uid: str
    key: int
    revision: int | None
    modified_at: datetime
    locale: str
    title: str
    url: str

    def as_json(self) -> list[Any]:
        values: list[Any] = list(astuple(self))
        values[3] = self.modified_at.isoformat()
        return values

    @classmethod
    def of(cls, values: Sequence[Any]) -> Handed:
        uid, key, revision, modified_at, *others = values
        return cls(uid, key, revision, datetime.fromisoformat(modified_at), *others)


@dataclass(frozen=True)
class Held:
    """What one feed says: states of articles, and the identities of those that are to be taken off."""

    articles: list[Handed]
    withdrawn: list[str]

    def as_json(self) -> list[Any]:
        return [[one.as_json() for one in self.articles], self.withdrawn]

    @classmethod
    def of(cls, values: Sequence[Any]) -> Held:
        articles, withdrawn = values
        return cls([Handed.of(one) for one in articles], withdrawn)
