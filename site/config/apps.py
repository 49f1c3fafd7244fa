"""The wiring: settings, addresses, commands that concern the whole project."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Register the checks; send traces and reports of errors, where that is switched on."""
        from .checks import secrets, services, storage  # noqa: F401
        from .monitoring.errors import start_sentry
        from .monitoring.traces import start_tracing

        start_tracing()
        start_sentry()
