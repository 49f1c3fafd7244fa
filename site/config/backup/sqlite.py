"""SQLite's own way of copying a database while it is used, for development."""

from __future__ import annotations

import sqlite3
import tempfile
import time
import uuid
from contextlib import closing
from pathlib import Path

from django.db import connection

from content_api.changes.models import ContentEpoch

from .errors import ToolError

FILE = "database.sqlite3"
PATIENCE = 10.0  # seconds
PAUSE = 0.1  # seconds between two tries


class Patience:
    """Waits a while for others who use the database. SQLite itself would wait for ever."""

    def __init__(self) -> None:
        self._give_up = time.monotonic() + PATIENCE

    def __call__(self, status: int, remaining: int, total: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED) and time.monotonic() > self._give_up:
            raise ToolError("The database is being used. Stop the server and the worker first.")


def server() -> str:
    return sqlite3.sqlite_version


def dump(target: Path) -> None:
    """Write the database as the transaction that is open now sees it."""
    connection.ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connection.connection.backup(copy, progress=Patience(), sleep=PAUSE)


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
        prepared.backup(connection.connection, progress=Patience(), sleep=PAUSE)
