"""Write the schema to ``graphql/schema.graphql``, which clients generate their types from."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from graphql import lexicographic_sort_schema, print_schema

from ...schema import schema

SDL_PATH = Path(settings.BASE_DIR) / "graphql" / "schema.graphql"


def sdl() -> str:
    """The schema definition, sorted so that a change shows as a change and nothing else."""
    return print_schema(lexicographic_sort_schema(schema.graphql_schema)) + "\n"


class Command(BaseCommand):
    """``write_schema`` writes the file, ``write_schema --check`` fails where it is not up to date."""

    help = "Write the GraphQL schema to graphql/schema.graphql."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; fail if the file is not up to date.")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        current = SDL_PATH.read_text() if SDL_PATH.exists() else ""
        if current == sdl():
            self.stdout.write("graphql/schema.graphql is up to date.")
        elif check:
            raise CommandError("graphql/schema.graphql is not up to date: run `make schema` and commit the file.")
        else:
            SDL_PATH.write_text(sdl())
            self.stdout.write("graphql/schema.graphql is written.")
