"""The log as a whole: how far it has come, which history it belongs to, what it keeps, and how it catches up."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q

from .models import ContentChange, ContentEpoch
from .pending import pending

KEPT = timedelta(days=90)
PRUNED_AT_ONCE = 5_000  # rows


def current_version() -> int:
    """The newest number, 0 where there is none: one read of an index.

    Inside a transaction that has changed something it tells the state before the change: cache nothing by it there.
    """
    return ContentChange.objects.aggregate(newest=Max("number"))["newest"] or 0


def current_epoch() -> str:
    """A random text that is the same as long as numbers go on; a restored database gets another one."""
    value = ContentEpoch.objects.values_list("value", flat=True).order_by("pk").first()
    return value.hex if value else ""


def new_epoch() -> str:
    """Begin a new history: all that clients and caches know by the numbers of the former one is void."""
    with transaction.atomic():
        value = uuid.uuid4()
        if not ContentEpoch.objects.update(value=value):
            ContentEpoch.objects.create(value=value)
    return value.hex


def catch_up() -> None:
    """Compare all that the public can see with the log, and write what is missing.

    For what existed before the log, and for rows that were written past Django. Without a difference nothing changes.
    """
    with transaction.atomic():
        pending().doubt_everything()


def prune(now: datetime) -> int:
    """Delete rows that are older than 90 days and say nothing of the present: their number.

    The newest row of every visible object stays for ever, and so does the newest row of all, from which the next
    number follows. Clients that have not come further than what is deleted have to begin anew.
    """
    pruned = 0
    while True:
        with transaction.atomic():
            newest = current_version()
            old = ContentChange.objects.filter(
                Q(is_newest=False) | Q(is_visible=False), created_at__lt=now - KEPT, number__lt=newest
            )
            rows = list(old.order_by("number").values_list("pk", "number")[:PRUNED_AT_ONCE])
            if not rows:
                return pruned
            ContentEpoch.objects.filter(pruned_through__lt=rows[-1][1]).update(pruned_through=rows[-1][1])
            ContentChange.objects.filter(pk__in=[key for key, _ in rows]).delete()
            pruned += len(rows)
