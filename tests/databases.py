"""One migrated database as a template; each test process works on a copy of its own.

Wagtail's migrations take half a minute, a copy takes milliseconds. A test that commits leaves its rows behind, so the
copy is made anew after it. Django's own way, emptying every table, would take the migrated rows (locale, site, root
page, groups) with it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import time
from abc import ABC, abstractmethod
from contextlib import closing
from functools import cached_property
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

FOLDER: Path = settings.VAR_DIR / "test"
DAY = 24 * 60 * 60  # seconds


def migrations_digest() -> str:
    """Name the state that migrating leads to: every app's migrations, and what those of ours call."""
    digest = hashlib.sha256(settings.LANGUAGE_CODE.encode())
    for app in apps.get_app_configs():
        files = sorted(Path(app.path, "migrations").glob("*.py"))
        if settings.BASE_DIR in Path(app.path).parents:
            files += [path for name in ("apps.py", "rights.py") if (path := Path(app.path, name)).exists()]
        for path in files:
            digest.update(f"{app.label}/{path.name}".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def migrate_into(name: str) -> None:
    use(name)
    call_command("migrate", interactive=False, verbosity=0)
    connection.close()


def use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name


class ProcessDatabase(ABC):
    """The template and this process's copy of it."""

    @abstractmethod
    def ensure_template(self) -> None:
        """Migrate a fresh template unless one for these migrations is there. Called under a lock."""

    @abstractmethod
    def restore(self) -> None:
        """Make this process's copy equal to the template again."""

    @abstractmethod
    def drop(self) -> None:
        """Remove this process's copy."""


class SQLiteDatabase(ProcessDatabase):
    def __init__(self, process: str) -> None:
        self.template = FOLDER / f"template-{migrations_digest()}.sqlite3"
        self.copy = FOLDER / f"copy-{process}.sqlite3"

    def ensure_template(self) -> None:
        if self.template.exists():
            return
        for path in FOLDER.glob("*.sqlite3"):
            if path.name.startswith("template-") or path.stat().st_mtime < time.time() - DAY:
                path.unlink()
        unfinished = self.template.with_suffix(".unfinished")
        unfinished.unlink(missing_ok=True)
        migrate_into(str(unfinished))
        unfinished.rename(self.template)

    def restore(self) -> None:
        use(str(self.copy))
        # Page by page rather than by replacing the file: a server thread may still have it open.
        with closing(sqlite3.connect(self.template)) as source, closing(sqlite3.connect(self.copy)) as target:
            target.execute("PRAGMA synchronous=OFF")
            source.backup(target)

    def drop(self) -> None:
        connection.close()
        self.copy.unlink(missing_ok=True)


class PostgreSQLDatabase(ProcessDatabase):
    def __init__(self, process: str) -> None:
        self.prefix = f"test_{connection.settings_dict['NAME']}_"
        self.template = f"{self.prefix}template_{migrations_digest()}"
        self.copy = f"{self.prefix}copy_{process}"
        self.is_copied = False
        self.putting_back = ""

    def execute(self, *statements: str) -> list[str]:
        """Run statements outside any of the databases they are about; the last one's first column."""
        connection.close()
        with connection._nodb_cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return [name for (name,) in cursor.fetchall()] if cursor.description else []

    def ensure_template(self) -> None:
        ours = self.execute("SELECT datname FROM pg_database")
        if self.template in ours:
            return
        for name in ours:
            if name.startswith(self.prefix) and not self.is_in_use(name):
                self.execute(f'DROP DATABASE "{name}"')
        unfinished = f"{self.prefix}unfinished"
        self.execute(f'CREATE DATABASE "{unfinished}"')
        migrate_into(unfinished)
        self.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{self.template}"')

    def is_in_use(self, name: str) -> bool:
        """A copy ends with its process's number; one left behind by a killed run has none that lives."""
        if not name.startswith(f"{self.prefix}copy_"):
            return False
        try:
            os.kill(int(name.rpartition("_")[2]), 0)  # signal 0 only asks
        except ProcessLookupError:
            return False
        return True

    def restore(self) -> None:
        """Begin with a copy; later put its rows back, because dropping a database waits for a checkpoint."""
        if self.is_copied and self.is_superuser:
            use(self.copy)
            self.put_rows_back()
            return
        self.execute(
            f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)',
            f'CREATE DATABASE "{self.copy}" TEMPLATE "{self.template}"',
        )
        use(self.copy)
        self.is_copied = True
        if self.is_superuser:
            self.keep_rows()

    @cached_property
    def is_superuser(self) -> bool:
        """Whether rows can be put back without triggers and checks of foreign keys."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            return bool(cursor.fetchone()[0])

    def keep_rows(self) -> None:
        """Lay the rows of all tables aside, in a schema that Django does not look at."""
        with connection.cursor() as cursor:
            cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
            tables = [name for (name,) in cursor.fetchall()]
            cursor.execute("SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'")
            sequences = cursor.fetchall()
            cursor.execute("CREATE SCHEMA kept")
            filled = []
            for table in tables:
                cursor.execute(f'SELECT EXISTS (SELECT 1 FROM public."{table}")')
                if cursor.fetchone()[0]:
                    cursor.execute(f'CREATE TABLE kept."{table}" AS TABLE public."{table}"')
                    filled.append((table, stored_columns(cursor, table)))
        self.putting_back = "; ".join(
            [
                "SET LOCAL session_replication_role = replica",
                *(f'DELETE FROM public."{table}"' for table in tables),
                *(
                    f'INSERT INTO public."{table}" ({columns}) SELECT {columns} FROM kept."{table}"'
                    for table, columns in filled
                ),
                *(
                    f"SELECT setval('public.\"{name}\"', {max(last, 1)}, {'true' if last else 'false'})"
                    for name, last in sequences
                ),
            ]
        )

    def put_rows_back(self) -> None:
        with connection.cursor() as cursor:
            # Whoever is connected still, such as a program that a test has killed, writes nothing afterwards.
            cursor.execute(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(self.putting_back)

    def drop(self) -> None:
        self.execute(f'DROP DATABASE IF EXISTS "{self.copy}" WITH (FORCE)')


def stored_columns(cursor: Any, table: str) -> str:
    """Names of the columns that can be written: those that the database computes are left out."""
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = %s "
        "AND is_generated = 'NEVER' ORDER BY ordinal_position",
        [table],
    )
    return ", ".join(f'"{name}"' for (name,) in cursor.fetchall())


def for_process(worker: str) -> ProcessDatabase:
    """Choose by the engine of DATABASE_URL; copies carry the worker's name and the process's number."""
    process = f"{worker}_{os.getpid()}"
    return PostgreSQLDatabase(process) if connection.vendor == "postgresql" else SQLiteDatabase(process)
