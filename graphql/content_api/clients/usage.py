"""Usage: what clients have asked, and when last.

Counting costs a request next to nothing: numbers in the memory of the process. Every few seconds they go to Redis as
one batch, from which the worker takes them and writes them to the table, so that answering never writes to the
database. A process that is killed loses what it counted in those seconds.

Where the cache belongs to one process, as in development, no worker could read it: the process then writes by itself.

What can be counted is bounded by what the administrators have made: clients, tokens and names of known documents. All
other documents count as one, whatever names clients give their operations.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from django.conf import settings
from django.db import DatabaseError, connection

from .batches import Batch
from .shared import Breaker, name_of, redis_client
from .writing import write

logger = logging.getLogger("content_api.clients")

QUEUE = "graphql:usage"
MOST_BATCHES = 10_000  # kept where no worker takes them; then the oldest go
AT_ONCE = 100  # batches that the worker takes together

breaker = Breaker("usage of the API is counted and kept in the processes until it does.")


class Counter:
    """What one process has counted and not passed on yet."""

    def __init__(self) -> None:
        self._batch = Batch()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._ends_well = False

    def count(self, client: int, token: int, operation: str, *, failed: bool, refused: bool) -> None:
        """Count one request of ``client``, to be passed on within ``GRAPHQL_USAGE["seconds"]``."""
        now = datetime.now(UTC)
        with self._lock:
            numbers = self._batch.counts[client, now.date().isoformat(), operation]
            numbers[0] += 1
            numbers[1] += failed
            numbers[2] += refused
            self._batch.used[token] = (client, now.isoformat())
            if self._timer is None and settings.GRAPHQL_USAGE["seconds"]:
                self._start_timer(settings.GRAPHQL_USAGE["seconds"])

    def pass_on(self) -> None:
        """Give the counts away; what nobody takes is kept for the next time."""
        with self._lock:
            batch, self._batch, self._timer = self._batch, Batch(), None
        if batch.counts and not _taken(batch):
            with self._lock:
                batch.add(self._batch)
                self._batch = batch

    def forget(self) -> None:
        """Drop what was counted."""
        with self._lock:
            self._batch = Batch()

    def _start_timer(self, seconds: float) -> None:
        if not self._ends_well:
            atexit.register(self._pass_on_alone)
            self._ends_well = True
        self._timer = threading.Timer(seconds, self._pass_on_alone)
        self._timer.daemon = True
        self._timer.start()

    def _pass_on_alone(self) -> None:
        """In a thread of its own, which has a connection of its own."""
        try:
            self.pass_on()
        except DatabaseError as error:
            logger.warning("Usage cannot be written: %s", type(error).__name__)
        finally:
            connection.close()


counter = Counter()


def write_usage(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Write what the processes have passed on; for the worker. Answers the number of batches."""
    client, written = redis_client(), 0
    while client is not None and not should_stop():
        texts = breaker.ask(lambda: client.lpop(name_of(QUEUE), AT_ONCE), otherwise=None) or []
        if not texts:
            break
        try:
            write([Batch.from_text(text) for text in texts])
        except Exception:
            breaker.ask(partial(client.lpush, name_of(QUEUE), *reversed(texts)), otherwise=None)
            raise
        written += len(texts)
    return written


def _taken(batch: Batch) -> bool:
    """Whether Redis has the batch now, or the table where there is no Redis."""
    client = redis_client()
    if client is None:
        write([batch])
        return True

    def push() -> bool:
        pipeline = client.pipeline(transaction=False)
        pipeline.rpush(name_of(QUEUE), batch.as_text())
        pipeline.ltrim(name_of(QUEUE), -MOST_BATCHES, -1)
        pipeline.execute()
        return True

    return breaker.ask(push, otherwise=False)
