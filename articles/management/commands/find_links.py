"""Look for the addresses in all content anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from articles.links.rebuilding import rebuild
from articles.models import ExternalLink


class Command(BaseCommand):
    """Saving and publishing keep the table of links; this is for what they did not see."""

    help = (
        "Finds the addresses elsewhere in all content: once after an upgrade from a version without the link checker, "
        "and after content was written past Django. What is known of an address stays. Asks nobody."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        total = rebuild(lambda kind, count: self.stderr.write(f"{kind}: {count}"))
        self.stdout.write(f"{ExternalLink.objects.count()} addresses in {total} objects.")
