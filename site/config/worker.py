"""The worker: one loop that carries out what is due. Runs beside the web processes, in any number."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections
from django.utils import timezone

from articles.publishing.schedule import publish_due
from content_api.changes.log import prune
from content_api.clients.usage import write_usage
from content_api.purging.job import purge_due

logger = logging.getLogger(__name__)

LONGEST_PAUSE = 300.0  # seconds
NAP = 0.2  # seconds; how long a stop may wait while nothing is due


@dataclass(frozen=True)
class Job:
    """Work that may be due each round. `run` looks at its argument between two objects and ends when it is true."""

    name: str
    run: Callable[[Callable[[], bool]], object]


JOBS: Sequence[Job] = (
    Job("scheduled publishing", lambda should_stop: publish_due(should_stop=should_stop)),
    Job("pruning of the change log", lambda should_stop: prune(timezone.now())),
    Job("CDN purge", purge_due),
    Job("usage of clients", write_usage),
)


@dataclass
class Worker:
    """Runs all jobs, pauses, and begins again, until it is told to stop."""

    interval: float = 30.0
    jobs: Sequence[Job] = field(default=JOBS)
    _is_stopping: bool = False
    _failed_rounds: int = 0

    def stop(self, signal_number: int = 0, frame: FrameType | None = None) -> None:
        """Finish the object in hand, then end. Only sets a flag, so that it can be a signal's handler."""
        self._is_stopping = True

    def is_stopping(self) -> bool:
        return self._is_stopping

    def listen_to_signals(self) -> None:
        """End in good order when the operator or the container's manager says so."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def run(self) -> None:
        """Work until stopped."""
        logger.info("Worker started: %s every %g s", ", ".join(job.name for job in self.jobs), self.interval)
        while not self._is_stopping:
            self.run_round()
            self.pause()
        logger.info("Worker stopped")

    def run_round(self) -> bool:
        """Run each job once. Answers whether all of them went well: one that fails does not keep the others."""
        close_old_connections()
        failed = [job for job in self.jobs if not self._is_stopping and not self._run_job(job)]
        self._failed_rounds = self._failed_rounds + 1 if failed else 0
        close_old_connections()
        return not failed

    def _run_job(self, job: Job) -> bool:
        try:
            job.run(self.is_stopping)
        except (OperationalError, InterfaceError) as error:
            logger.error("Job failed: %s: the database does not answer: %s", job.name, str(error).strip())
            return False
        except Exception:
            logger.exception("Job failed: %s", job.name)
            return False
        return True

    def seconds_to_pause(self) -> float:
        """The interval, twice as long after each round in a row that failed, up to five minutes."""
        if not self._failed_rounds:
            return self.interval
        return max(self.interval, min(LONGEST_PAUSE, self.interval * 2.0 ** min(self._failed_rounds, 10)))

    def pause(self) -> None:
        """Sleep in naps: a signal only sets a flag, and nobody should wait half a minute for it."""
        wake_at = time.monotonic() + self.seconds_to_pause()
        while not self._is_stopping and (left := wake_at - time.monotonic()) > 0:
            time.sleep(min(NAP, left))
