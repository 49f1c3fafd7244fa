"""The models of the API layer. Each stands in the room that it belongs to."""

from __future__ import annotations

from .changes.models import ContentChange, ContentEpoch
from .search.models import SearchDocument
from .webhooks.models import WebhookDelivery, WebhookEndpoint
from .worker.models import JobLease, WorkerProcess

__all__ = [
    "ContentChange",
    "ContentEpoch",
    "JobLease",
    "SearchDocument",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WorkerProcess",
]
