"""Forgetting what is no longer needed: old deliveries, and secrets that have run out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from .choices import DeliveryStatus
from .models import WebhookDelivery, WebhookEndpoint

BATCH = 1_000  # rows of one statement: short locks


def prune(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Delete deliveries older than the days to keep. Answers how many. What still waits is kept."""
    now = timezone.now()
    WebhookEndpoint.objects.filter(previous_secret_until__lte=now).update(
        previous_secret="", previous_secret_until=None
    )
    before = now - timedelta(days=settings.WEBHOOKS["keep_days"])
    old = WebhookDelivery.objects.filter(created_at__lt=before).exclude(status=DeliveryStatus.WAITING)
    count = 0
    while not should_stop():
        keys = list(old.order_by("pk").values_list("pk", flat=True)[:BATCH])
        if not keys:
            break
        count += WebhookDelivery.objects.filter(pk__in=keys).delete()[0]
    return count
