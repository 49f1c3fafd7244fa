"""Reading the log: how far it has come, and which history it belongs to."""

from __future__ import annotations

from django.db.models import Max

from .models import ContentChange, ContentEpoch


def current_version() -> int:
    """The newest number, 0 where there is none: one read of an index.

    Inside a transaction that has changed something it tells the state before the change: cache nothing by it there.
    """
    return ContentChange.objects.aggregate(newest=Max("number"))["newest"] or 0


def current_epoch() -> str:
    """A random text that is the same as long as numbers go on; a restored database gets another one."""
    value = ContentEpoch.objects.values_list("value", flat=True).order_by("pk").first()
    return value.hex if value else ""
