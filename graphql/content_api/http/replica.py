"""Reading from a replica: a copy of the database that follows it, at some distance.

It is used where ``DATABASES`` has one and it is not behind what the request may be answered with: the present state,
or with ``minVersion`` any from that version on. All else goes to the primary. A replica that does not answer is left
alone for some seconds, so that nobody waits for it but the request that finds out whether it is back.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from ..caching.breaker import Breaker
from ..caching.entries import Answer
from ..changes.state import State, read_state

logger = logging.getLogger("content_api.replica")

REPLICA = "replica"
breaker = Breaker("The replica", most_failures=1)


def has_replica() -> bool:
    return REPLICA in connections.settings


@contextmanager
def on_replica() -> Iterator[None]:
    """Let every statement of the block go to the replica, whatever sends it.

    The connection is exchanged as a whole for this thread: with a router, a statement that names no database
    would still go to the primary.
    """
    primary = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[REPLICA]
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = primary


def state_of_replica() -> State | None:
    """``None`` where the replica does not answer, or is being left alone because it did not."""
    if not breaker.may_try():
        return None
    try:
        with on_replica():
            state = read_state()
    except (DatabaseError, InterfaceError) as error:
        breaker.failed(type(error).__name__)
        return None
    breaker.succeeded()
    return state


def from_replica_or_primary(compute: Callable[[], Answer], needed: State) -> Answer:
    """What ``compute`` finds in the replica, if it has reached ``needed`` and is of the same epoch.

    It says which state it has read, in the transaction that it has read in.
    """
    reached = state_of_replica()
    if reached is None or reached.epoch != needed.epoch or reached.version < needed.version:
        return compute()
    try:
        with on_replica():
            answer = compute()
    except (DatabaseError, InterfaceError) as error:
        logger.warning("The replica does not answer: %s", type(error).__name__)
        return compute()
    return answer if answer.is_kept else compute()
