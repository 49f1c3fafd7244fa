"""The wiring: settings, addresses, commands that concern the whole project."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        from .checks import secrets, services  # noqa: F401  (registers the checks)
