"""The app for images, documents and renditions."""

from __future__ import annotations

from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "media"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import sharing, transferred, visibility  # noqa: F401  (they register functions; its models exist only now)
