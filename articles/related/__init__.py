"""What to read next: the pages that editors chose, then those that share most with a page."""

from __future__ import annotations

from .field import RelatedPages, related_field
from .finding import related_for

__all__ = ["RelatedPages", "related_field", "related_for"]
