"""Receipts renewed by 304: counted in memory, as usage of the API is, so that a 304 stays as cheap as it is.

Every few seconds they go to Redis as one batch, from which the worker takes them; where the cache belongs to one
process, that process writes by itself. A process that is killed loses what it noted in those seconds: receipts then
look a little older than they are, and the next fetch renews them.
"""

from __future__ import annotations

import atexit
import json
import logging
import threading
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import DatabaseError, connection

from content_api.clients.shared import Breaker, name_of, redis_client

from .handed import Held
from .receipts import Fetch, write

logger = logging.getLogger("syndication.partners")

QUEUE = "partners:renewals"
MOST_WAITING = 10_000  # kept where no worker takes them; then the oldest go
AT_ONCE = 100  # that the worker takes together

breaker = Breaker("receipts of partners are kept in the processes until it does.")


class Renewals:
    """What one process has noted and not passed on yet, by the partner's key and the feed's language."""

    def __init__(self) -> None:
        self._fetches: dict[tuple[int, str], Fetch] = {}
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None
        self._ends_well = False

    def note(self, partner: int, locale: str, fetch: Fetch) -> None:
        """Note a fetch, to be passed on within ``GRAPHQL_USAGE["seconds"]``."""
        with self._lock:
            before = self._fetches.get((partner, locale))
            self._fetches[partner, locale] = before.followed_by(fetch) if before else fetch
            if self._timer is None and settings.GRAPHQL_USAGE["seconds"]:
                self._start_timer(settings.GRAPHQL_USAGE["seconds"])

    def pass_on(self) -> None:
        """Give away what was noted; what nobody takes is kept for the next time."""
        with self._lock:
            fetches, self._fetches, self._timer = self._fetches, {}, None
        for (partner, locale), fetch in fetches.items():
            if not _taken(partner, fetch):
                self.note(partner, locale, fetch)

    def forget(self) -> None:
        """Drop what was noted."""
        with self._lock:
            self._fetches = {}

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
            logger.warning("Receipts cannot be renewed: %s", type(error).__name__)
        finally:
            connection.close()


renewals = Renewals()


def write_renewals(should_stop: Callable[[], bool] = lambda: False) -> int:
    """Write what the processes have passed on; for the worker. Answers the number of fetches."""
    client, written = redis_client(), 0
    while client is not None and not should_stop():
        texts = breaker.ask(lambda: client.lpop(name_of(QUEUE), AT_ONCE), otherwise=None) or []
        if not texts:
            break
        while texts:
            try:
                write(*_from_text(texts[0]))
            except Exception:
                breaker.ask(partial(client.lpush, name_of(QUEUE), *reversed(texts)), otherwise=None)
                raise
            texts.pop(0)
            written += 1
    return written


def _taken(partner: int, fetch: Fetch) -> bool:
    """Whether Redis has it now, or the table where there is no Redis."""
    client = redis_client()
    if client is None:
        write(partner, fetch)
        return True

    def push() -> bool:
        pipeline = client.pipeline(transaction=False)
        pipeline.rpush(name_of(QUEUE), _as_text(partner, fetch))
        pipeline.ltrim(name_of(QUEUE), -MOST_WAITING, -1)
        pipeline.execute()
        return True

    return breaker.ask(push, otherwise=False)


def _as_text(partner: int, fetch: Fetch) -> str:
    return json.dumps([partner, fetch.held.as_json(), fetch.when.isoformat(), fetch.full, fetch.unchanged])


def _from_text(text: str | bytes) -> tuple[int, Fetch]:
    partner, held, when, full, unchanged = json.loads(text)
    return partner, Fetch(Held.of(held), datetime.fromisoformat(when), full, unchanged)
