"""The models of the API layer. Each stands in the room that it belongs to."""

from __future__ import annotations

from .changes.models import ContentChange, ContentEpoch
from .clients.models import ApiClient, ApiToken, ClientDocument, ClientUsage
from .previews.models import PreviewLink, PreviewToken
from .purging.models import CdnPurge
from .search.models import SearchDocument
from .webhooks.models import WebhookDelivery, WebhookEndpoint
from .worker.models import JobLease, WorkerProcess

__all__ = [
    "ApiClient",
    "ApiToken",
    "CdnPurge",
    "ClientDocument",
    "ClientUsage",
    "ContentChange",
    "ContentEpoch",
    "JobLease",
    "PreviewLink",
    "PreviewToken",
    "SearchDocument",
    "WebhookDelivery",
    "WebhookEndpoint",
    "WorkerProcess",
]
