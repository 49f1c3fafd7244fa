"""Questions about what the service depends on: each with a time limit, and asked at most every so often.

A question is asked in a thread of its own, because most drivers know no limit for the whole of it. One that hangs is
left behind, and not asked a second time until it has come to an end: whoever asks for readiness a thousand times a
second costs no more than one who asks once.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connections

logger = logging.getLogger("config.monitoring")


@dataclass(frozen=True)
class Finding:
    """What came of a question. ``value`` is what it answered, ``None`` where it failed or was late."""

    is_ok: bool
    milliseconds: float
    value: Any = None


class Probe:
    """One question.

    ``ask`` raises, or answers something false, where what it asks for is not there. Its answer is given to all who ask
    within ``keep`` seconds; one that is not good, within ``keep_bad``. It has ``limit`` seconds.
    """

    def __init__(
        self, name: str, ask: Callable[[], Any], *, limit: float = 2.0, keep: float = 1.0, keep_bad: float = 1.0
    ) -> None:
        self.name = name
        self.limit = limit
        self.keep = keep
        self.keep_bad = keep_bad
        self._ask = ask
        self._lock = threading.Lock()
        self._running: _Run | None = None
        self._last: _Run | None = None
        self._was_ok = True

    def find(self) -> Finding:
        """The present finding, waited for no longer than the limit."""
        run = self._current()
        run.ended.wait(max(0.0, run.began + self.limit - time.monotonic()))
        finding = run.finding
        if finding is None:
            finding = Finding(False, 1_000 * (time.monotonic() - run.began))
            self._note(finding, "no answer in time")
        return finding

    def begin(self) -> None:
        """Ask, if it is time to, without waiting."""
        self._current()

    def forget(self) -> None:
        """Ask anew the next time."""
        with self._lock:
            self._last = self._running = None
            self._was_ok = True

    def _current(self) -> _Run:
        with self._lock:
            if self._running is not None:
                return self._running
            last = self._last
            if last is not None and last.finding is not None:
                keep = self.keep if last.finding.is_ok else self.keep_bad
                if time.monotonic() < last.over + keep:
                    return last
            run = self._running = _Run()
        threading.Thread(target=self._answer, args=(run,), name=f"probe {self.name}", daemon=True).start()
        return run

    def _answer(self, run: _Run) -> None:
        value, problem = None, "it answers no"
        try:
            value = self._ask()
        except Exception as error:
            problem = type(error).__name__
        finally:
            connections.close_all()
        run.over = time.monotonic()
        run.finding = Finding(bool(value), 1_000 * (run.over - run.began), value)
        with self._lock:
            if self._running is run:
                self._last, self._running = run, None
        self._note(run.finding, problem)
        run.ended.set()

    def _note(self, finding: Finding, problem: str) -> None:
        """Say in the log, and nowhere else, what is wrong; once, until it is well again."""
        if finding.is_ok != self._was_ok:
            self._was_ok = finding.is_ok
            if finding.is_ok:
                logger.warning("Well again: %s", self.name)
            else:
                logger.error("Not well: %s (%s)", self.name, problem)


class _Run:
    """One time that a question is asked."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.over = self.began
        self.ended = threading.Event()
        self.finding: Finding | None = None
