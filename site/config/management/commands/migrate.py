"""Django's `migrate`, by one process at a time, and without keeping readers waiting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import OperationalError, connections
from django.db.migrations import Migration

LOCK = 0x6E7561676573  # the number of the advisory lock, one in each database: "nuages"
LOCK_SECONDS = 10
LIMIT = "SELECT set_config('lock_timeout', %s, false)"
WITHOUT_LIMIT = "SELECT set_config('lock_timeout', reset_val, false) FROM pg_settings WHERE name = 'lock_timeout'"
LOCK_NOT_AVAILABLE = "55P03"  # https://www.postgresql.org/docs/current/errcodes-appendix.html


class Command(migrate.Command):
    """On PostgreSQL several machines may run it at once: one migrates, the others wait and find nothing left to do."""

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--lock-timeout",
            type=int,
            default=LOCK_SECONDS,
            metavar="SECONDS",
            help=f"How long a migration waits for a table that is in use, {LOCK_SECONDS} by default; 0: for ever. "
            "Whoever comes after it waits as well. PostgreSQL only.",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        self.connection = connections[options["database"]]
        self.lock_seconds = options["lock_timeout"]
        self.running = ""
        if self.connection.vendor != "postgresql":
            super().handle(*args, **options)
            return
        try:
            with self.alone():
                super().handle(*args, **options)
        except OperationalError as error:
            if self.running and getattr(error.__cause__, "sqlstate", None) == LOCK_NOT_AVAILABLE:
                raise CommandError(
                    f"{self.running} could not get hold of a table within {self.lock_seconds} seconds. Nothing of it "
                    "was done; what comes before it is. Run migrate again when less is going on, or with a longer "
                    "--lock-timeout."
                ) from error
            raise

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold the lock. It is the session's, so that PostgreSQL gives it up if this process is killed."""
        if not self.ask("SELECT pg_try_advisory_lock(%s)", LOCK):
            self.stdout.write("Another process migrates this database; waiting for its end ...")
            self.stdout.flush()
            self.ask("SELECT pg_advisory_lock(%s)", LOCK)
        try:
            yield
        finally:
            if self.connection.is_usable():
                self.ask("SELECT pg_advisory_unlock(%s)", LOCK)
                self.ask(WITHOUT_LIMIT)

    def migration_progress_callback(self, action: str, migration: Migration | None = None, fake: bool = False) -> None:
        """Bound the wait for locks around each migration that can be rolled back.

        The others, such as those that build an index beside writers, wait for all who write by design.
        """
        super().migration_progress_callback(action, migration, fake)
        if migration is None or self.connection.vendor != "postgresql":
            return
        if action in ("apply_start", "unapply_start"):
            self.running = f"{migration.app_label}.{migration.name}"
            if migration.atomic and not fake:
                self.ask(LIMIT, f"{self.lock_seconds}s")
        elif action in ("apply_success", "unapply_success"):
            self.running = ""
            self.ask(WITHOUT_LIMIT)

    def ask(self, statement: str, *values: int | str) -> Any:
        with self.connection.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchone()[0]
