"""What the API layer adds to Wagtail's admin."""

from __future__ import annotations

from .webhooks.admin import registration as webhooks

__all__ = ["webhooks"]
