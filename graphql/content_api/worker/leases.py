"""Leases on jobs: kept for as long as the worker renews them, and free for another one a minute after it dies.

The clock is that of the machines, which must agree to within some seconds.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .models import JobLease

LEASE = timedelta(seconds=60)


def prepare(names: Iterable[str]) -> None:
    """Make the rows that are leased, where they are missing."""
    now = timezone.now()
    JobLease.objects.bulk_create((JobLease(name=name, leased_until=now) for name in names), ignore_conflicts=True)


def take(name: str, holder: str) -> bool:
    """Take the lease, or keep it. One conditional statement: of two workers, the second finds no row."""
    now = timezone.now()
    free = Q(holder=holder) | Q(leased_until__lte=now)
    return JobLease.objects.filter(free, name=name).update(holder=holder, leased_until=now + LEASE) == 1


def renew(holder: str) -> None:
    """Keep every lease that the worker has."""
    now = timezone.now()
    JobLease.objects.filter(holder=holder, leased_until__gt=now).update(leased_until=now + LEASE)


def give_up(holder: str) -> None:
    """Leave the leases to others at once, rather than when they run out."""
    JobLease.objects.filter(holder=holder).update(holder="", leased_until=timezone.now())


def seconds_until_due(name: str, interval: float) -> float:
    """How long ago the job finished, in whichever worker, decides. 0 if it is due or overdue."""
    finished_at = JobLease.objects.filter(name=name).values_list("finished_at", flat=True).first()
    if finished_at is None:
        return 0.0
    return max(0.0, interval - (timezone.now() - finished_at).total_seconds())


def note_finished(name: str, holder: str) -> None:
    """Remember that the job is done for its interval, so that a restart does not repeat it."""
    JobLease.objects.filter(name=name, holder=holder).update(finished_at=timezone.now())
