"""SQLite's own way of copying a database while it is used, for development."""

from __future__ import annotations

import sqlite3
import tempfile
import uuid
from contextlib import closing
from pathlib import Path

from django.db import connection

from content_api.changes.models import ContentEpoch

FILE = "database.sqlite3"


def server() -> str:
    return sqlite3.sqlite_version


def dump(target: Path) -> None:
    """Write the database as the transaction that is open now sees it."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy)


def restore(source: Path) -> None:
    """Put the copy in the place of all that is there, at once and with a new epoch."""
    connection.ensure_connection()
    with tempfile.NamedTemporaryFile() as file, closing(sqlite3.connect(file.name)) as prepared:
        with closing(sqlite3.connect(source)) as copy:
            copy.backup(prepared)
        tables = {name for (name,) in prepared.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        table = ContentEpoch._meta.db_table
        if table in tables:
            with prepared:
                prepared.execute(f"UPDATE {table} SET value = ?", [uuid.uuid4().hex])  # noqa: S608
        prepared.backup(connection.connection)
