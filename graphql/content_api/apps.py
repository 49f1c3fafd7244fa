"""The API layer: types from Grapple, doors of our own."""

from __future__ import annotations

from django.apps import AppConfig


class ContentApiConfig(AppConfig):
    name = "content_api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks of what the schema depends on, and who may read answers in a browser."""
        from . import checks  # noqa: F401
        from .http import cross_origin  # noqa: F401
