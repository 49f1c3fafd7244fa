"""Sending a part of the log again: in its order, with the ids of the first time, before anything new."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max, Min
from django.utils import timezone

from ..changes.models import ContentChange
from .matching import wanted
from .models import WebhookEndpoint


class ReplayRefusedError(Exception):
    """Why a replay does not begin; a sentence for the form."""


def numbers_between(begin: datetime, end: datetime) -> tuple[int, int] | None:
    """The first and the last number of the changes between two moments; None if there were none."""
    changes = ContentChange.objects.filter(created_at__gte=begin, created_at__lte=end)
    found = changes.aggregate(first=Min("number"), last=Max("number"))
    return None if found["first"] is None else (found["first"], found["last"])


def begin_replay(endpoint: WebhookEndpoint, first: int, last: int) -> int:
    """Have the changes from number `first` to `last` sent again. Answers how many those are.

    What the endpoint was not sent yet is left out: it comes anyway. Raises `ReplayRefusedError` if another replay has
    not ended, or if nothing is left to send.
    """
    cursor = WebhookEndpoint.objects.values_list("cursor", flat=True).get(pk=endpoint.pk)
    last = min(last, cursor)
    count = wanted(endpoint, first - 1, last).count() if first <= last else 0
    if not count:
        raise ReplayRefusedError("The endpoint was sent none of these changes.")
    begun = WebhookEndpoint.objects.filter(pk=endpoint.pk, replay_until=None).update(
        replay_after=first - 1, replay_until=last
    )
    if not begun:
        raise ReplayRefusedError("Another replay for this endpoint has not ended yet.")
    return count


def cancel_replay(endpoint: WebhookEndpoint) -> None:
    """End a replay where it is."""
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(replay_after=None, replay_until=None)


def try_now(endpoint: WebhookEndpoint) -> None:
    """Do not wait for the next attempt of a failing endpoint."""
    WebhookEndpoint.objects.filter(pk=endpoint.pk).update(next_attempt_at=timezone.now())
