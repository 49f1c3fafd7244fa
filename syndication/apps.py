"""The app for feeds, partners and newsletters: how articles leave for other people's pages."""

from __future__ import annotations

from django.apps import AppConfig


class SyndicationConfig(AppConfig):
    name = "syndication"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what needs the models: visibility, descriptions, costs, what is searched, what publishing does."""
        from . import costs, schema_org, searchable, signals, transferred, visibility  # noqa: F401
