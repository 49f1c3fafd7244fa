"""Requests at a rate of their own: they are due whether or not the ones before are answered, and waiting counts."""

from __future__ import annotations

import itertools
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event, Lock

from tests.proof.services.readers import Reader, step_back


def as_fast_as_possible(readers: Sequence[Reader], seconds: float) -> float:
    """Every reader asks again as soon as it is answered: answers a second."""
    before, started = _answers(readers), time.monotonic()
    is_over = Event()
    with ThreadPoolExecutor(len(readers)) as pool, ExitStack() as stack:
        stack.callback(is_over.set)
        reading = [pool.submit(reader.read, is_over) for reader in readers]
        time.sleep(seconds)
        is_over.set()
        for one in reading:
            one.result()
    return (_answers(readers) - before) / (time.monotonic() - started)


class Pace:
    """Hands out the moments at which requests are due, to whichever reader is free."""

    def __init__(self, rate: float, seconds: float) -> None:
        self._rate = rate
        self._last = int(rate * seconds)
        self._numbers = itertools.count()
        self._started = time.perf_counter()
        self._lock = Lock()
        self.is_over = Event()
        self.latest = 0.0  # seconds that a request was sent after it was due, at most

    def read(self, reader: Reader) -> None:
        step_back()
        while (number := next(self._numbers)) < self._last and not self.is_over.is_set():
            due = self._started + number / self._rate
            wait = due - time.perf_counter()
            if wait > 0:
                self.is_over.wait(wait)
            else:
                with self._lock:
                    self.latest = max(self.latest, -wait)
            reader.ask_next(due)
        reader.gateway.close()


def _answers(readers: Sequence[Reader]) -> int:
    return sum(seen.statuses.total() + seen.pictures.total() for reader in readers for seen in reader.seen.values())
