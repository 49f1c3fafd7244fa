"""Receipts: which state of which article a partner was given last. See docs/adr/0014-receipts.md."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from ..models import FetchDay, Receipt, SyndicationPartner

CHANGING = ["article_key", "locale", "title", "url", "revision", "modified_at", "last_fetched_at"]


@dataclass(frozen=True)
class Handed:
    """The state of one article that a feed held."""

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
class Fetch:
    """One partner's fetches since the last note: what it holds by the last one, and how many there were."""

    handed: list[Handed]
    when: datetime
    full: dict[str, int]  # by day, ISO 8601 in UTC
    unchanged: dict[str, int]

    @classmethod
    def once(cls, handed: list[Handed], when: datetime, *, is_full: bool) -> Fetch:
        day = {when.astimezone(UTC).date().isoformat(): 1}
        return cls(handed, when, day if is_full else {}, {} if is_full else day)


def write(partner: int, fetch: Fetch) -> None:
    """Note what the partner with this key was given. Seven statements at most, however many articles there are.

    Where another note has come first that is younger, the younger one stays.
    """
    with transaction.atomic():
        held = {
            uid: (revision, modified_at, last)
            for uid, revision, modified_at, last in Receipt.objects.filter(
                partner=partner, article_uid__in=[one.uid for one in fetch.handed]
            ).values_list("article_uid", "revision", "modified_at", "last_fetched_at")
        }
        younger = [one for one in fetch.handed if _is_younger(held.get(UUID(one.uid)), fetch.when)]
        differs = any(held.get(UUID(one.uid), (None,))[:2] != (one.revision, one.modified_at) for one in younger)
        mark = {"receipts_mark": F("receipts_mark") + 1} if differs else {}
        partners = SyndicationPartner.objects.filter(pk=partner)
        if not partners.update(last_fetched_at=fetch.when, **mark):
            return  # deleted meanwhile
        Receipt.objects.bulk_create(
            [_row(partner, one, fetch.when) for one in younger],
            update_conflicts=True,
            unique_fields=["partner", "article_uid"],
            update_fields=CHANGING,
        )
        _count(partner, fetch)


def _is_younger(held: tuple[Any, Any, datetime] | None, when: datetime) -> bool:
    return held is None or held[2] <= when


def _row(partner: int, one: Handed, when: datetime) -> Receipt:
    return Receipt(
        partner_id=partner,
        article_uid=UUID(one.uid),
        article_key=one.key,
        locale=one.locale,
        title=one.title,
        url=one.url,
        revision=one.revision,
        modified_at=one.modified_at,
        first_fetched_at=when,
        last_fetched_at=when,
    )


def _count(partner: int, fetch: Fetch) -> None:
    for day in sorted({*fetch.full, *fetch.unchanged}):
        FetchDay.objects.get_or_create(partner_id=partner, day=day)
        FetchDay.objects.filter(partner=partner, day=day).update(
            full=F("full") + fetch.full.get(day, 0), unchanged=F("unchanged") + fetch.unchanged.get(day, 0)
        )
