"""Endpoints, and rows of the change log as they stand there after a commit."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import factory
from factory.django import DjangoModelFactory

from content_api.changes.models import ChangeKind, ContentChange
from content_api.webhooks.models import WebhookEndpoint


class ContentChangeFactory(DjangoModelFactory[ContentChange]):
    """An article that was published. Numbers are given here: PostgreSQL would give them at commit."""

    class Meta:
        model = ContentChange

    number = factory.Sequence(lambda number: number + 1)
    kind = ChangeKind.PUBLISHED
    object_type = "articlepage"
    object_id = 7
    uid = uuid.UUID("7f0c9a0e-3f0b-4a51-9a53-0c9b1f6f4d11")
    locale = "en"
    path = "/articles/what-is-django/"
    tags = "page:7 articlepage:list page:list"
    created_at = dt.datetime(2026, 11, 25, 12, 30, 15, 250_000, tzinfo=dt.UTC)
    was_visible = False
    is_visible = True


class WebhookEndpointFactory(DjangoModelFactory[WebhookEndpoint]):
    """An endpoint that was sent nothing yet: its cursor is before all changes."""

    class Meta:
        model = WebhookEndpoint

    name = "Frontend"
    url = "http://127.0.0.1:9/hook"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> WebhookEndpoint:
        endpoint = super()._create(model_class, *args, **kwargs)
        if "cursor" not in kwargs:
            endpoint.cursor = 0
            endpoint.save(update_fields=["cursor"])
        return endpoint
