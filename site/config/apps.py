"""The wiring: settings, addresses, commands that concern the whole project."""

from __future__ import annotations

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"

    def ready(self) -> None:
        """Register the checks and what is noted for auditors; send traces and reports of errors, where that is on."""
        from .audit import factors, logging_in, rights  # noqa: F401
        from .checks import secrets, services, storage  # noqa: F401
        from .monitoring.errors import start_sentry
        from .monitoring.traces import start_tracing
        from .security.spreadsheets import guard_spreadsheets

        guard_spreadsheets()
        start_tracing()
        start_sentry()
