"""One transaction for everything that a request reads, so that no answer is put together from two states.

On PostgreSQL it is REPEATABLE READ and READ ONLY: all statements see one snapshot, and "reads never write" is enforced
by the database. The isolation is set on psycopg's connection, which then says it in its BEGIN; one more statement
bounds the time of each statement. On SQLite it is a plain transaction, which sees one snapshot too, on a connection
that refuses to write.

The first statement may answer the state that all others will see; on PostgreSQL it is the one that bounds their time.

Inside a transaction that is open already, as in most tests, nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from ..binding import shared_cursor
from ..changes.state import State, read_state
from .deadline import Deadline

INSTRUCTIONS = 10_000  # of SQLite's virtual machine between two looks at the clock, well below a millisecond


@contextmanager
def consistent_read(deadline: Deadline, *, needed: bool = True, told: bool = False) -> Iterator[State | None]:
    """Let all statements of the block see one state, which is ``told`` if wanted, and end them at ``deadline``.

    Where the block needs no data, nothing is sent. Raises Django's database errors where the database does not answer.
    """
    if not needed or connection.in_atomic_block:
        yield read_state() if needed and told else None
        return
    connection.ensure_connection()
    on_vendor = _on_postgresql if connection.vendor == "postgresql" else _on_sqlite
    with on_vendor(deadline, told=told) as state:
        yield state


@contextmanager
def _on_postgresql(deadline: Deadline, *, told: bool) -> Iterator[State | None]:
    from psycopg import IsolationLevel  # only where PostgreSQL is used is its driver sure to find its library

    raw: Any = connection.connection
    before = raw.isolation_level, raw.read_only
    try:
        with connection.wrap_database_errors:  # the server may have gone since the connection was used last
            raw.isolation_level, raw.read_only = IsolationLevel.REPEATABLE_READ, True
        with transaction.atomic(), shared_cursor() as cursor:
            milliseconds = max(1, round(deadline.remaining * 1_000))
            if told:
                yield read_state(also=f"set_config('statement_timeout', '{milliseconds}', true)")
            else:
                cursor.execute(f"SET LOCAL statement_timeout = {milliseconds}")
                yield None
    finally:
        # A broken connection is not used again.
        if not raw.closed:
            with connection.wrap_database_errors:
                raw.isolation_level, raw.read_only = before


@contextmanager
def _on_sqlite(deadline: Deadline, *, told: bool) -> Iterator[State | None]:
    raw: Any = connection.connection
    wrapper: Any = connection
    mode = wrapper.transaction_mode
    try:
        # The admin's mode may take the lock for writing at once; readers need none.
        wrapper.transaction_mode = "DEFERRED"
        raw.execute("PRAGMA query_only = ON")
        raw.set_progress_handler(lambda: deadline.passed, INSTRUCTIONS)
        with transaction.atomic(), shared_cursor():
            yield read_state() if told else None
    finally:
        raw.set_progress_handler(None, 0)
        raw.execute("PRAGMA query_only = OFF")
        wrapper.transaction_mode = mode
