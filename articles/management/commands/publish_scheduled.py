"""Takes the place of Wagtail's command of the same name, which stops at the first object that the gate refuses."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from articles.publishing.schedule import due, expired, publish_due


class Command(BaseCommand):
    """For installations that call it from a timer; the worker does the same every 30 seconds."""

    help = "Publishes what is due and unpublishes what has expired, each object in its own transaction."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dryrun", "--dry-run", action="store_true", help="List what would be done; change nothing."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["dryrun"]:
            self.list_due()
            return
        report = publish_due()
        for name in report.unpublished:
            self.stdout.write(f"unpublished: {name}")
        for name in report.published:
            self.stdout.write(f"published: {name}")
        for name in report.failed:
            self.stderr.write(f"refused: {name} (see the dashboard)")

    def list_due(self) -> None:
        now = timezone.now()
        for model, key in expired(now):
            self.stdout.write(f"to unpublish: {model._default_manager.get(pk=key)}")
        for revision in due(now):
            self.stdout.write(f"to publish: {revision.object_str}")
