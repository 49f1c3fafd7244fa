"""Bring the change log up to what the public can see."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from content_api.changes.log import catch_up, current_version


class Command(BaseCommand):
    """`migrate` does the same at its end. By hand after content was written past Django, by SQL for instance."""

    help = "Write to the change log what differs between it and the public content. Safe at any time."

    def handle(self, *args: Any, **options: Any) -> None:
        before = current_version()
        catch_up()
        self.stdout.write(f"The log had come to {before}; it is at {current_version()} now.")
