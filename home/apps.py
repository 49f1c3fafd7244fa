"""The app for the home page, standard pages, navigation and site settings."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register visibility rules, descriptions and what is searched, which need the models."""
        from . import schema_org, searchable, visibility  # noqa: F401
