"""One state of the database for a reading that takes minutes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


@contextmanager
def snapshot() -> Iterator[None]:
    """Let all statements of the block see one state, and keep nobody from writing meanwhile.

    Inside a transaction that is open already, as in most tests, nothing is changed.
    """
    if connection.in_atomic_block:
        yield
        return
    connection.ensure_connection()  # which sets the mode
    wrapper: Any = connection
    mode = getattr(wrapper, "transaction_mode", None)
    try:
        if connection.vendor == "sqlite":
            wrapper.transaction_mode = "DEFERRED"  # the admin's mode may take the lock for writing at once
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if connection.vendor == "sqlite":
            wrapper.transaction_mode = mode
