"""What an answer is true for: the epoch of the database, and the number of the newest change in it."""

from __future__ import annotations

from typing import NamedTuple

from django.db import connection

# Two reads of one row each. The database plans this form faster than an aggregate.
COLUMNS = (
    "(SELECT value FROM content_api_contentepoch LIMIT 1), "
    "(SELECT number FROM content_api_contentchange WHERE number IS NOT NULL ORDER BY number DESC LIMIT 1)"
)


class State(NamedTuple):
    """``epoch`` is random and new after a restore; ``version`` only grows within it."""

    epoch: str
    version: int


def read_state(*, also: str = "") -> State:
    """The state that the database is in, by one statement, which evaluates the expression ``also`` as well.

    In a transaction that has changed something it tells the state before the change: nothing may be kept by it there.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {COLUMNS}, {also}" if also else f"SELECT {COLUMNS}")
        epoch, version, *_ = cursor.fetchone()
    return State(str(epoch), version or 0)
