"""When what fails. Times are parts of the whole run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Event

from .processes import Program


@dataclass
class Faults:
    """Does to the services what is due."""

    redis: Program
    worker: Program
    seconds: float
    phase: str = "all is well"
    kills: int = 0
    done: list[str] = field(default_factory=list)

    def run(self, is_over: Event) -> None:
        """Do everything at its time."""
        started = time.monotonic()
        for part, action in self._plan():
            if is_over.wait(max(0.0, started + part * self.seconds - time.monotonic())):
                return
            action()

    def _plan(self) -> list[tuple[float, Callable[[], None]]]:
        plan = [
            (0.15, self._stop_redis),
            (0.30, self._start_redis),
            (0.45, self._freeze_redis),
            (0.60, self._thaw_redis),
            *((part, self._kill_worker) for part in (0.10, 0.20, 0.40, 0.50, 0.70)),
        ]
        return sorted(plan, key=lambda one: one[0])

    def _stop_redis(self) -> None:
        self.phase = "Redis is stopped"
        self.redis.stop()

    def _start_redis(self) -> None:
        self.redis.start()
        self.phase = "all is well"

    def _freeze_redis(self) -> None:
        self.phase = "Redis is frozen"
        self.redis.freeze()

    def _thaw_redis(self) -> None:
        self.redis.thaw()
        self.phase = "all is well"

    def _kill_worker(self) -> None:
        self.worker.kill()
        self.worker.start()
        self.kills += 1
