"""Leases on endpoints: one worker at a time serves one, and one that dies leaves it to the others a minute later."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .models import WebhookEndpoint


def lease_length() -> timedelta:
    """A minute, or three times as long as a request may take. It begins anew with every message."""
    return timedelta(seconds=max(60.0, 3 * settings.WEBHOOKS["seconds"]))


def is_free() -> Q:
    """The endpoints that nobody serves."""
    return Q(leased_until=None) | Q(leased_until__lte=timezone.now())


def take(key: int) -> WebhookEndpoint | None:
    """The endpoint, leased; None if another worker was faster.

    On PostgreSQL the row is locked for the moment of taking it, and a locked one is passed over. SQLite lets one
    transaction write at a time.
    """
    with transaction.atomic():
        endpoint = WebhookEndpoint.objects.filter(is_free(), pk=key).select_for_update(skip_locked=True).first()
        if endpoint is None:
            return None
        endpoint.leased_by = uuid4().hex
        endpoint.leased_until = timezone.now() + lease_length()
        endpoint.save(update_fields=["leased_by", "leased_until"])
    return endpoint


def write(endpoint: WebhookEndpoint, **columns: Any) -> bool:
    """Write columns of an endpoint and begin its lease anew, if it is still ours.

    Answers whether it was: a process that was stopped for longer than its lease must not undo what another one did.
    """
    columns["leased_until"] = timezone.now() + lease_length()
    written = WebhookEndpoint.objects.filter(pk=endpoint.pk, leased_by=endpoint.leased_by).update(**columns)
    for name, value in columns.items():
        setattr(endpoint, name, value)
    return written == 1


def release(endpoint: WebhookEndpoint) -> None:
    """Leave the endpoint to whoever comes next."""
    WebhookEndpoint.objects.filter(pk=endpoint.pk, leased_by=endpoint.leased_by).update(leased_by="", leased_until=None)
