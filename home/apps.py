"""The app for the home page, standard pages, navigation and site settings."""

from __future__ import annotations

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the visibility rules, which need the models."""
        from . import costs, visibility  # noqa: F401
