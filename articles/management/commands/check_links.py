"""Check links now, rather than when the worker comes round to it."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from articles.links.manners import Manners
from articles.links.running import LONGEST_ROUND, Round, due, used
from articles.models import ExternalLink


class Command(BaseCommand):
    """As polite as the worker: one request at a time, with a gap at each host."""

    help = "Asks the addresses that are due whether they are still there, also where LINK_CHECK is off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="Also those that are not due yet.")
        parser.add_argument("--host", help="Only addresses at this host, such as www.example.org.")
        parser.add_argument("--limit", type=int, default=0, help="At most so many addresses.")
        parser.add_argument("--dry-run", action="store_true", help="List them; ask nobody and change nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        links = used() if options["all"] else due(timezone.now())
        if options["host"]:
            links = links.filter(host__name=options["host"])
        count = min(links.count(), options["limit"] or links.count())
        if options["dry_run"]:
            for link in links.order_by("next_check_at", "pk")[:count]:
                self.stdout.write(link.url)
            self.stdout.write(f"{count} addresses to check.")
            return
        self.ask(links, count)

    def ask(self, links: Any, count: int) -> None:
        told = 0

        def tell(link: ExternalLink) -> None:
            nonlocal told
            told += 1
            self.stdout.write(f"[{told}/{count}] {link.get_status_display().lower()}: {link.url} {found(link)}")

        judged = Round(Manners(patience=120.0), most=count, seconds=LONGEST_ROUND, among=links, tell=tell).run()
        parts = ", ".join(f"{number} {status}" for status, number in sorted(judged.items()))
        self.stdout.write(f"{judged.total()} addresses checked{': ' if parts else ''}{parts}.")


def found(link: ExternalLink) -> str:
    status = f", HTTP status {link.http_status}" if link.http_status else ""
    return f"({link.get_finding_display()}{status})"
