"""Part of `make lint`: would the release that is running still work while this one's migrations are applied?

django-migration-linter reads the SQL of our migrations, as Django would send it to PostgreSQL. No server is needed:
what Django wants to know of it is said here. CONTRIBUTING.md says how a change is spread over two releases.
"""

from __future__ import annotations

import os
import sys
import tomllib
from pathlib import Path
from typing import Any

os.environ["DATABASE_URL"] = "postgres://nobody@nowhere.invalid/nuages"
os.environ["LOG_LEVEL"] = "WARNING"  # the linter's own lines
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.test")

import django
from django.db.backends.postgresql.base import DatabaseWrapper
from django.db.backends.postgresql.introspection import DatabaseIntrospection
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django_migration_linter.migration_linter import MigrationLinter
from psycopg.sql import quote

PROJECT = Path(__file__).resolve().parents[1]
APPS = ["accounts", "articles", "content_api", "home", "media", "syndication"]
OLDEST_POSTGRESQL = 150_000


class EditorWithoutConnection(DatabaseSchemaEditor):
    def __init__(self, connection: Any, collect_sql: bool = False, atomic: bool = True) -> None:
        super().__init__(connection, collect_sql, atomic=False)  # nothing is executed, so nothing to roll back


def work_without_server() -> None:
    """Nothing is applied, and no table has constraints with other names than Django gives."""
    DatabaseWrapper.pg_version = OLDEST_POSTGRESQL
    DatabaseWrapper.SchemaEditorClass = EditorWithoutConnection
    DatabaseIntrospection.get_constraints = lambda self, cursor, table: {}
    DatabaseIntrospection.get_sequences = lambda self, cursor, table, fields=(): []
    DatabaseOperations.compose_sql = lambda self, sql, params: sql % tuple(map(quote, params)) if params else sql
    DatabaseWrapper.cursor = lambda self: NoCursor()
    MigrationRecorder.applied_migrations = lambda self: {}


class NoCursor:
    """Opened around questions that are answered above."""

    def __enter__(self) -> NoCursor:
        return self

    def __exit__(self, *error: object) -> None:
        """Nothing was opened."""

    def execute(self, statement: str, parameters: object = None) -> None:
        raise RuntimeError(f"This migration asks the database, and has to be looked at by hand: {statement}")


def accepted() -> list[str]:
    """Names of migrations that somebody has looked at. Each has to be there."""
    with (PROJECT / "pyproject.toml").open("rb") as file:
        names: list[str] = tomllib.load(file)["tool"]["django_migration_linter"]["ignore_name"]
    known = {name for app, name in MigrationLoader(None).disk_migrations if app in APPS}
    if unknown := sorted(set(names) - known):
        sys.exit(f"pyproject.toml: no migration has the name {', '.join(unknown)}")
    return names


def main() -> int:
    django.setup()
    work_without_server()
    linter = MigrationLinter(
        str(PROJECT),
        include_apps=APPS,
        ignore_name=accepted(),
        no_cache=True,
        quiet=["ok", "ignore"],
        all_warnings_as_errors=True,
        # How RunPython's arguments and variables are called is taste.
        exclude_migration_tests=["RUNPYTHON_ARGS_NAMING_CONVENTION", "RUNPYTHON_MODEL_VARIABLE_NAME"],
    )
    linter.lint_all_migrations()
    linter.print_summary()
    return 1 if linter.has_errors else 0


if __name__ == "__main__":
    sys.exit(main())
