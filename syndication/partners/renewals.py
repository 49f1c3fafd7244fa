"""Receipts renewed by 304: noted in memory, so that a 304 stays as cheap as it is.

Where a process is killed, receipts look a few seconds older than they are, and the next fetch renews them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Self

from django.db import transaction

from content_api.clients.handing_on import HandingOn

from .handed import Held
from .receipts import Fetch, write


@dataclass
class Fetches:
    """Fetches that are not written yet, by the partner's key and the feed's language."""

    by_feed: dict[tuple[int, str], Fetch] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.by_feed)

    def note(self, partner: int, locale: str, fetch: Fetch) -> None:
        before = self.by_feed.get((partner, locale))
        self.by_feed[partner, locale] = before.followed_by(fetch) if before else fetch

    def add(self, later: Fetches) -> None:
        """Take in ``later``, whose fetches came after those that are here."""
        for (partner, locale), fetch in later.by_feed.items():
            self.note(partner, locale, fetch)

    def as_text(self) -> str:
        return json.dumps([[*feed, *_stored(fetch)] for feed, fetch in self.by_feed.items()])

    @classmethod
    def from_text(cls, text: str | bytes) -> Self:
        return cls({(partner, locale): _fetch(*stored) for partner, locale, *stored in json.loads(text)})


def _stored(fetch: Fetch) -> list[object]:
    return [fetch.held.as_json(), fetch.when.isoformat(), fetch.full, fetch.unchanged]


def _fetch(held: Sequence[Any], when: str, full: dict[str, int], unchanged: dict[str, int]) -> Fetch:
    return Fetch(Held.of(held), datetime.fromisoformat(when), full, unchanged)


def _write_all(several: Sequence[Fetches]) -> None:
    total = Fetches()
    for fetches in several:
        total.add(fetches)
    # The same in each worker, so that they never block each other for ever.
    in_order = sorted(total.by_feed.items(), key=lambda one: one[0])
    with transaction.atomic():
        for (partner, _), fetch in in_order:
            write(partner, fetch)


renewals = HandingOn(
    "partners:renewals", Fetches, _write_all, "receipts of partners are kept in the processes until it does."
)
