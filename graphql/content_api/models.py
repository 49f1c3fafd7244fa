"""The models of the API layer. Each stands in the room that it belongs to."""

from __future__ import annotations

from .clients.models import ApiClient, ApiToken, ClientDocument, ClientUsage
from .search.models import SearchDocument

__all__ = ["ApiClient", "ApiToken", "ClientDocument", "ClientUsage", "SearchDocument"]
