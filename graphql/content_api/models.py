"""The models of the API layer. Each stands in the room that it belongs to."""

from __future__ import annotations

from .changes.models import ContentChange, ContentEpoch
from .search.models import SearchDocument

__all__ = ["ContentChange", "ContentEpoch", "SearchDocument"]
