"""Cursors for statements that are kept: PostgreSQL binds the values itself, which lets it prepare the statements.

Django's own cursors write values into the text of the SQL, of which nothing can be prepared. Making a cursor takes
about as long as a short statement, so those of one request share one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import connection

# Statements that a connection keeps prepared, those that were used last.
MOST_PREPARED = 500

_shared: ContextVar[Any] = ContextVar("cursor", default=None)


@contextmanager
def shared_cursor() -> Iterator[Any]:
    """A cursor that all statements of the block share which are answered by ``answer_to``."""
    with _binding_cursor() as cursor:
        token = _shared.set(cursor)
        try:
            yield cursor
        finally:
            _shared.reset(token)


def answer_to(sql: str, parameters: Sequence[Any]) -> list[Any]:
    """The rows that a statement answers."""
    cursor = _shared.get()
    if cursor is None:
        with shared_cursor():
            return answer_to(sql, parameters)
    cursor.execute(sql, parameters)
    rows: list[Any] = cursor.fetchall()
    return rows


def _binding_cursor() -> Any:
    """A cursor of Django's; one that binds values on PostgreSQL's side where statements are prepared."""
    connection.ensure_connection()
    raw: Any = connection.connection
    if connection.vendor != "postgresql" or raw.prepare_threshold is None:
        return connection.cursor()
    from django.db.backends.postgresql.base import ServerBindingCursor  # needs PostgreSQL's driver

    usual = raw.cursor_factory
    raw.cursor_factory, raw.prepared_max = ServerBindingCursor, MOST_PREPARED
    try:
        return connection.cursor()
    finally:
        raw.cursor_factory = usual
