"""Forgetting: entries that are older than the operator keeps them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings

from .entries import log_models

AT_ONCE = 1_000  # rows


def forget_old(now: datetime, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Delete entries older than ``AUDIT_LOG_DAYS``, from the histories of pages and objects too: their number.

    With 0 none. What a table of entries is asked for at a time is bounded, so that nobody waits for it.
    """
    days = settings.AUDIT_LOG["days"]
    if days <= 0:
        return 0
    forgotten = 0
    for model in log_models():
        old = model.objects.filter(timestamp__lt=now - timedelta(days=days)).order_by("timestamp", "pk")
        while not should_stop() and (keys := list(old.values_list("pk", flat=True)[:AT_ONCE])):
            forgotten += model.objects.filter(pk__in=keys).delete()[0]
    return forgotten
