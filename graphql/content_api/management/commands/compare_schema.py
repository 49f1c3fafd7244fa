"""Compare the schema with the last released one: would a document that is valid today stop to be?"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from graphql import BreakingChange, DangerousChange, build_schema, find_breaking_changes, find_dangerous_changes

from ...clients.checking import problems_of_all
from .write_schema import sdl

RELEASED_PATH = Path(settings.BASE_DIR) / "graphql" / "released" / "schema.graphql"


class Command(BaseCommand):
    """Lists what is dangerous; lists what is breaking, and what breaks a client's registered documents, and fails."""

    help = "Compare the GraphQL schema with the released one and with clients' documents; fail on breaking changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--released", type=Path, default=RELEASED_PATH, help="The released SDL.")

    def handle(self, *args: Any, released: Path, **options: Any) -> None:
        before, now = build_schema(released.read_text()), build_schema(sdl())
        self._list("Dangerous, since clients may not expect it:", find_dangerous_changes(before, now))
        breaking = find_breaking_changes(before, now)
        self._list("Breaking:", breaking)
        broken = self._broken_documents()
        if breaking:
            raise CommandError(f"{len(breaking)} breaking changes since the released schema.")
        if broken:
            raise CommandError(f"{broken} problems of documents that clients have registered.")
        self.stdout.write("No breaking changes since the released schema.")

    def _broken_documents(self) -> int:
        """Say what keeps registered documents from being executed; answers how much that is."""
        try:
            problems = list(problems_of_all())
        except DatabaseError:
            self.stdout.write("No database with clients: their registered documents are not looked at.")
            return 0
        if problems:
            self.stdout.write("Documents of clients:")
        for problem in problems:
            self.stdout.write(f"  {problem}")
        return len(problems)

    def _list(self, heading: str, changes: Sequence[BreakingChange | DangerousChange]) -> None:
        if changes:
            self.stdout.write(heading)
        for line in sorted(f"  {change.type.name}: {change.description}" for change in changes):
            self.stdout.write(line)
