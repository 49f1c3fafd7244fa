"""Compare the schema with the last released one: would a document that is valid today stop to be?"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from graphql import BreakingChange, DangerousChange, build_schema, find_breaking_changes, find_dangerous_changes

from .write_schema import sdl

RELEASED_PATH = Path(settings.BASE_DIR) / "graphql" / "released" / "schema.graphql"


class Command(BaseCommand):
    """Lists what is dangerous; lists what is breaking and fails."""

    help = "Compare the GraphQL schema with the released one; fail on breaking changes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--released", type=Path, default=RELEASED_PATH, help="The released SDL.")

    def handle(self, *args: Any, released: Path, **options: Any) -> None:
        before, now = build_schema(released.read_text()), build_schema(sdl())
        self._list("Dangerous, since clients may not expect it:", find_dangerous_changes(before, now))
        breaking = find_breaking_changes(before, now)
        self._list("Breaking:", breaking)
        if breaking:
            raise CommandError(f"{len(breaking)} breaking changes since the released schema.")
        self.stdout.write("No breaking changes since the released schema.")

    def _list(self, heading: str, changes: Sequence[BreakingChange | DangerousChange]) -> None:
        if changes:
            self.stdout.write(heading)
        for line in sorted(f"  {change.type.name}: {change.description}" for change in changes):
            self.stdout.write(line)
