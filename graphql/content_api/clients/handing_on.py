"""From the processes that answer to the tables, without a write on the way: notes of what was asked and fetched.

A note costs a request next to nothing: it is taken in the memory of the process. Every few seconds what was noted goes
to Redis as one text, from which the worker takes it and writes it, so that answering never writes to the database.
Where the cache belongs to one process, as in development, no worker could read it: the process then writes by itself.

Nothing is lost while Redis or the database is away, and what was noted first stays first. A process that is killed
loses what it noted in those seconds.
"""

from __future__ import annotations

import atexit
import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any, Generic, Protocol, Self, TypeVar

from django.conf import settings
from django.db import DatabaseError, connection

from .shared import Breaker, name_of, redis_client

logger = logging.getLogger("content_api.clients")

MOST_WAITING = 10_000  # texts kept where no worker takes them; then the oldest go
AT_ONCE = 100  # texts that the worker takes together


class Notes(Protocol):
    """What one kind of note is gathered in. Empty ones are false."""

    def __bool__(self) -> bool: ...

    def add(self, later: Self, /) -> None:
        """Take in ``later``, which was noted after what is here."""

    def as_text(self) -> str: ...

    @classmethod
    def from_text(cls, text: str | bytes) -> Self: ...


N = TypeVar("N", bound=Notes)


class HandingOn(Generic[N]):
    """The way of one kind of ``notes`` through the queue named ``queue`` to ``write``.

    ``write`` writes several notes, the oldest first, all or none. ``consequence`` completes the sentence that is logged
    where Redis does not answer: "The cache does not answer: …".
    """

    def __init__(self, queue: str, notes: type[N], write: Callable[[Sequence[N]], None], consequence: str) -> None:
        self.queue = queue
        self.breaker = Breaker(consequence)
        self._kind = notes
        self._write = write
        self._notes = notes()
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._ends_well = False

    @contextmanager
    def noting(self) -> Iterator[N]:
        """What was noted so far, to add to. It is passed on within ``GRAPHQL_USAGE["seconds"]``."""
        with self._lock:
            yield self._notes
            if self._timer is None and settings.GRAPHQL_USAGE["seconds"]:
                self._start_timer(settings.GRAPHQL_USAGE["seconds"])

    def pass_on(self) -> None:
        """Give away what was noted. What nobody takes is kept for the next time, before what came later."""
        with self._lock:
            notes, self._notes, self._timer = self._notes, self._kind(), None
        is_taken = not notes
        try:
            is_taken = is_taken or self._is_taken(notes)
        finally:
            if not is_taken:
                with self._lock:
                    notes.add(self._notes)
                    self._notes = notes

    def write_waiting(self, should_stop: Callable[[], bool] = lambda: False) -> int:
        """Write what the processes have passed on; for the worker. Answers the number of texts."""
        client, written = redis_client(), 0
        while client is not None and not should_stop():
            texts = self.breaker.ask(partial(client.lpop, name_of(self.queue), AT_ONCE), otherwise=None) or []
            if not texts:
                break
            try:
                self._write([self._kind.from_text(text) for text in texts])
            except Exception:
                self.breaker.ask(partial(client.lpush, name_of(self.queue), *reversed(texts)), otherwise=None)
                raise
            written += len(texts)
        return written

    def forget(self) -> None:
        """Drop what was noted, and that the cache was away."""
        with self._lock:
            self._notes = self._kind()
        self.breaker.reset()

    def _is_taken(self, notes: N) -> bool:
        """Whether Redis has it now, or the table where there is no Redis."""
        client = redis_client()
        if client is None:
            self._write([notes])
            return True
        return self.breaker.ask(partial(self._push, client, notes.as_text()), otherwise=False)

    def _push(self, client: Any, text: str) -> bool:
        pipeline = client.pipeline(transaction=False)
        pipeline.rpush(name_of(self.queue), text)
        pipeline.ltrim(name_of(self.queue), -MOST_WAITING, -1)
        pipeline.execute()
        return True

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
            logger.warning("%s cannot be written: %s", self.queue, type(error).__name__)
        finally:
            connection.close()
