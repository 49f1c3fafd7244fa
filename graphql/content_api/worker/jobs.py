"""What a job is, and how long it rests."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

LONGEST_PAUSE = 60.0  # seconds after failures: a database that is back should not wait longer for its worker
SHORTEST_PAUSE = 1.0  # seconds after a failure

ShouldStop = Callable[[], bool]


@dataclass(frozen=True)
class Job:
    """Work that may be due again and again.

    `run` looks at its argument between two objects and ends when it is true. `interval` is the rest in seconds between
    two runs. A job that is `exclusive` runs in one worker at a time; others share their work by locks of their own.
    """

    name: str
    run: Callable[[ShouldStop], object]
    interval: float = 30.0
    exclusive: bool = False


@dataclass
class JobState:
    """How a job fares in this worker."""

    began_at: datetime | None = None
    finished_at: datetime | None = None
    failures: int = 0  # in a row
    problem: str = ""
    # Since the worker started.
    runs: int = 0
    failed_runs: int = 0
    seconds: float = 0.0
    _started: float | None = None  # by time.monotonic(), while it runs

    def begin(self) -> None:
        self.began_at, self._started = timezone.now(), time.monotonic()

    def succeed(self) -> None:
        self._finish()
        self.failures, self.problem = 0, ""

    def fail(self, problem: str) -> None:
        self._finish()
        self.failed_runs += 1
        self.failures, self.problem = self.failures + 1, problem[:500]

    def _finish(self) -> None:
        self.finished_at = timezone.now()
        self.runs += 1
        if self._started is not None:
            self.seconds += time.monotonic() - self._started
            self._started = None

    def pause(self, interval: float) -> float:
        """Seconds to the next run: the interval, and after failures twice as long each time, up to a minute."""
        if not self.failures:
            return interval
        grown = max(interval, SHORTEST_PAUSE) * 2.0 ** min(self.failures - 1, 10)
        return max(interval, min(LONGEST_PAUSE, grown))

    def as_json(self) -> dict[str, Any]:
        return {
            "began_at": self.began_at and self.began_at.isoformat(),
            "finished_at": self.finished_at and self.finished_at.isoformat(),
            "failures": self.failures,
            "problem": self.problem,
            "runs": self.runs,
            "failed_runs": self.failed_runs,
            "seconds": round(self.seconds, 3),
        }


def nap_until(moment: float, should_stop: ShouldStop) -> None:
    """Sleep until that moment of `time.monotonic()`, or until told to stop: a signal only sets a flag."""
    while not should_stop() and (left := moment - time.monotonic()) > 0:
        time.sleep(min(0.2, left))
