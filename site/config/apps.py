"""The wiring: settings, addresses, commands that concern the whole project."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Send traces and reports of errors, where that is switched on."""
        from .monitoring.errors import start_sentry
        from .monitoring.traces import start_tracing

        start_tracing()
        start_sentry()
