"""The app for the home page, standard pages, navigation and site settings."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register what needs the models: visibility rules, descriptions, costs, what is searched."""
        from . import costs, schema_org, searchable, transferred, visibility  # noqa: F401
