"""Begin a new history of changes, after a backup was restored or answers changed without a change of content."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from content_api.changes.log import new_epoch


class Command(BaseCommand):
    """Numbers that were given after the backup would be given again, for other changes."""

    help = "Void all that clients and caches know by numbers of the change log. Clients that follow it begin anew."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"The epoch is {new_epoch()} now.")
