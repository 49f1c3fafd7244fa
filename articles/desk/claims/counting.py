"""Counts the published claims of each status once a day, and fills in the days on which nobody counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Count, Max
from django.utils import timezone

from articles.models import Claim, ClaimCount, ClaimStatus

from .history import ClaimHistory

Numbers = Mapping[str, int]

MOST_DAYS = 2 * 366  # that are filled in at once


def count_claims(today: date | None = None) -> None:
    """Write today's numbers, again where they are there; write those of earlier days only where they are missing."""
    today = today or timezone.localdate()
    with transaction.atomic():
        _fill_in(today)
        _write([(today, current_counts())])


def current_counts() -> Numbers:
    """Published claims by status, as the database has them now."""
    rows = Claim.objects.filter(live=True).order_by().values_list("status").annotate(count=Count("pk"))
    return dict(rows)


def _fill_in(today: date) -> None:
    """The days since the last count, or since the first thing that is known of any claim."""
    last = ClaimCount.objects.filter(day__lt=today).aggregate(last=Max("day"))["last"]
    if last == today - timedelta(days=1):
        return
    history = ClaimHistory.read()
    begin = last + timedelta(days=1) if last else history.first_day
    if begin is not None:
        begin = max(begin, today - timedelta(days=MOST_DAYS))
        missing = [begin + timedelta(days=number) for number in range((today - begin).days)]
        _write(history.counts_of(missing).items())


def _write(counted: Iterable[tuple[date, Numbers]]) -> None:
    """A row for each day and status, those with no claim too: a day without rows was not counted."""
    rows = [
        ClaimCount(day=day, status=status, count=Counter(numbers)[status])
        for day, numbers in counted
        for status in ClaimStatus.values
    ]
    ClaimCount.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day", "status"], update_fields=["count"], batch_size=500
    )
