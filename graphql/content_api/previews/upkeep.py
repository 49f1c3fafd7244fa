"""Removing what has ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .models import LinkKind, PreviewLink, PreviewToken

BATCH = 500  # rows of one statement: short locks
# Shared links stay in the lists for a while after their end: whoever asks why one is dead finds out.
REMEMBERED = timedelta(days=30)


def remove_ended(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Delete tokens and live links that have ended, with what was typed, and long-ended shared ones; how many rows."""
    now = timezone.now()
    tokens = PreviewToken.objects.filter(ends_at__lte=now)
    live = Q(kind=LinkKind.LIVE, expires_at__lte=now)
    before = now - REMEMBERED
    shared = Q(kind=LinkKind.SHARED) & (Q(expires_at__lte=before) | Q(revoked_at__lte=before))
    count = 0
    for rows in (tokens, PreviewLink.objects.filter(live | shared)):
        while not should_stop():
            keys = list(rows.order_by("pk").values_list("pk", flat=True)[:BATCH])
            if not keys:
                break
            count += rows.filter(pk__in=keys).delete()[0]
    return count
