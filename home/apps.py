"""The app for the home page, standard pages, navigation and site settings."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register visibility rules and descriptions, which need the models."""
        from . import schema_org, visibility  # noqa: F401
