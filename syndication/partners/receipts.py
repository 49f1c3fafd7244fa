"""Receipts: which state of which article a partner was given last. See docs/adr/0014-receipts.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, F, Value
from django.db.models.functions import Coalesce, Greatest

from ..models import FetchDay, Receipt, SyndicationPartner
from .handed import Handed, Held

CHANGING = [
    "article_key",
    "locale",
    "title",
    "url",
    "revision",
    "modified_at",
    "withdrawal_told_at",
    "last_fetched_at",
]


@dataclass(frozen=True)
class Fetch:
    """One partner's fetches since the last note: what it holds by the last one, and how many there were."""

    held: Held
    when: datetime
    full: dict[str, int]  # by day, ISO 8601 in UTC
    unchanged: dict[str, int]

    @classmethod
    def once(cls, held: Held, when: datetime, *, is_full: bool) -> Fetch:
        day = {when.astimezone(UTC).date().isoformat(): 1}
        return cls(held, when, day if is_full else {}, {} if is_full else day)

    def followed_by(self, later: Fetch) -> Fetch:
        """Both as one."""
        return Fetch(later.held, later.when, _sum(self.full, later.full), _sum(self.unchanged, later.unchanged))


def write(partner: int, fetch: Fetch) -> None:
    """Note what the partner with this key was given. The same number of statements however many articles there are.

    Where another note has come first that is younger, the younger one stays.
    """
    given = fetch.held.articles
    with transaction.atomic():
        receipts = Receipt.objects.filter(partner=partner)
        columns = ("article_uid", "revision", "modified_at", "last_fetched_at")
        known = receipts.filter(article_uid__in=[one.uid for one in given]).values_list(*columns)
        before = {uid: (revision, modified_at, last) for uid, revision, modified_at, last in known}
        younger = [one for one in given if _is_younger(before.get(UUID(one.uid)), fetch.when)]
        differs = any(before.get(UUID(one.uid), ())[:2] != (one.revision, one.modified_at) for one in younger)
        mark = {"receipts_mark": F("receipts_mark") + 1} if differs else {}
        when = Value(fetch.when, output_field=DateTimeField())
        last = Greatest(Coalesce("last_fetched_at", when), when)
        if not SyndicationPartner.objects.filter(pk=partner).update(last_fetched_at=last, **mark):
            return  # deleted meanwhile
        Receipt.objects.bulk_create(
            [_row(partner, one, fetch.when) for one in younger],
            update_conflicts=True,
            unique_fields=["partner", "article_uid"],
            update_fields=CHANGING,
        )
        told = receipts.filter(article_uid__in=fetch.held.withdrawn, withdrawal_told_at=None)
        told.update(withdrawal_told_at=fetch.when)
        _count(partner, fetch)


def _sum(one: dict[str, int], other: dict[str, int]) -> dict[str, int]:
    return {day: one.get(day, 0) + other.get(day, 0) for day in {*one, *other}}


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
