"""The API layer: types from Grapple, doors of our own."""

from __future__ import annotations

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ContentApiConfig(AppConfig):
    name = "content_api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks of what the schema depends on, and who may read answers.

        Have every change logged, and every statement counted.
        """
        from . import checks  # noqa: F401
        from .changes.after_migrating import catch_up_after_migrating
        from .changes.commits import log_before_commits
        from .changes.writes import hold_the_doors
        from .http import cross_origin  # noqa: F401
        from .monitoring.statements import watch_connections

        watch_connections()
        hold_the_doors()
        log_before_commits()
        post_migrate.connect(catch_up_after_migrating, sender=self)
