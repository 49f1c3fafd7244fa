"""The worker: carries out what is due, each job in a thread of its own. Runs beside the web processes, in any number.

A slow job delays itself alone; there are few jobs, so few threads. What a job does is safe to do twice: a lease is only
as good as the clock, and a process can be stopped for longer than any lease.
"""

from __future__ import annotations

import logging
import signal
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import FrameType

from django.db import InterfaceError, OperationalError, close_old_connections, connections

from ..monitoring import tracing
from ..monitoring.seen import Seen, current
from . import leases
from .heartbeat import Heartbeat, forget_the_dead
from .jobs import Job, JobState, nap_until

logger = logging.getLogger(__name__)

BEAT = 10.0  # seconds between two signs of life
PATIENCE = 25.0  # seconds that jobs get to end in good order
ASK_AGAIN = 5.0  # seconds until a job that another worker has is asked for again
LONG_INTERVAL = 60.0  # seconds; jobs this far apart remember across restarts when they were done


@dataclass
class Worker:
    """Runs each job, pauses, and begins again, until it is told to stop."""

    jobs: Sequence[Job]
    heartbeat: Heartbeat = field(default_factory=Heartbeat)
    states: dict[str, JobState] = field(default_factory=dict)
    _is_stopping: bool = False

    def __post_init__(self) -> None:
        self.states = {job.name: JobState() for job in self.jobs}

    def stop(self, signal_number: int = 0, frame: FrameType | None = None) -> None:
        """Finish the object in hand, then end. Only sets a flag, so that it can be a signal's handler.

        A second signal of the kind ends the process at once.
        """
        self._is_stopping = True
        if signal_number:
            signal.signal(signal_number, signal.SIG_DFL)

    def is_stopping(self) -> bool:
        return self._is_stopping

    def listen_to_signals(self) -> None:
        """End in good order when the operator or the container's manager says so."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)

    def run(self) -> bool:
        """Work until stopped. Answers whether everything came to an end in good order."""
        described = ", ".join(f"{job.name} every {job.interval:g} s" for job in self.jobs)
        logger.info("Worker started: %s", described)
        threads = [threading.Thread(target=self._repeat, args=(job,), name=job.name, daemon=True) for job in self.jobs]
        for thread in threads:
            thread.start()
        while not self._is_stopping:
            self._give_sign_of_life()
            nap_until(time.monotonic() + BEAT, self.is_stopping)
        deadline = time.monotonic() + PATIENCE
        for thread in threads:
            thread.join(max(0.0, deadline - time.monotonic()))
        busy = [thread.name for thread in threads if thread.is_alive()]
        if busy:
            logger.warning("Worker stopped in the middle of: %s", ", ".join(busy))
            return False
        self._say_goodbye()
        logger.info("Worker stopped")
        return True

    def run_once(self) -> bool:
        """Run each job once, in turn, whenever it was last done. Answers whether all of them went well."""
        outcomes: list[bool] = []
        try:
            leases.prepare(job.name for job in self.jobs if job.exclusive)
            for job in self.jobs:
                if self._is_stopping:
                    break
                if job.exclusive and not leases.take(job.name, self.heartbeat.uid):
                    logger.info("Another worker has the job: %s", job.name)
                    continue
                outcomes.append(self._run_job(job))
        except (OperationalError, InterfaceError) as error:
            logger.error("The database does not answer: %s", str(error).strip())
            return False
        finally:
            self._say_goodbye()
        return all(outcomes)

    def _repeat(self, job: Job) -> None:
        """One job's thread."""
        try:
            while not self._is_stopping:
                pause = self._turn(job)
                nap_until(time.monotonic() + pause, self.is_stopping)
        finally:
            connections.close_all()

    def _turn(self, job: Job) -> float:
        """Run the job if it is due and this worker's. Answers the seconds until it is looked at again."""
        state = self.states[job.name]
        try:
            if job.exclusive and (wait := self._seconds_to_wait(job)):
                return wait
        except (OperationalError, InterfaceError) as error:
            self._note_database_away(job, error)
            return state.pause(job.interval)
        except Exception:
            logger.exception("Job failed: %s", job.name)
            state.fail("The lease could not be read; the log says why.")
            return state.pause(job.interval)
        finally:
            close_old_connections()
        self._run_job(job)
        return state.pause(job.interval)

    def _seconds_to_wait(self, job: Job) -> float:
        """0 if the job is this worker's and due now."""
        if not leases.take(job.name, self.heartbeat.uid):
            leases.prepare([job.name])
            if not leases.take(job.name, self.heartbeat.uid):
                return max(ASK_AGAIN, job.interval if job.interval < LONG_INTERVAL else 0)
        if job.interval < LONG_INTERVAL:
            return 0.0
        return min(leases.seconds_until_due(job.name, job.interval), LONG_INTERVAL)

    def _run_job(self, job: Job) -> bool:
        """Whether it went well. One that fails keeps no other."""
        token = current.set(Seen(job=job.name))
        try:
            with tracing.span(f"job {job.name}"):
                return self._run_seen(job)
        finally:
            current.reset(token)

    def _run_seen(self, job: Job) -> bool:
        state = self.states[job.name]
        state.begin()
        close_old_connections()
        try:
            job.run(self.is_stopping)
            if job.exclusive and job.interval >= LONG_INTERVAL and not self._is_stopping:
                leases.note_finished(job.name, self.heartbeat.uid)
        except (OperationalError, InterfaceError) as error:
            self._note_database_away(job, error)
            return False
        except Exception as error:
            logger.exception("Job failed: %s", job.name)
            state.fail(f"{type(error).__name__}: {error}")
            return False
        finally:
            close_old_connections()
        state.succeed()
        return True

    def _note_database_away(self, job: Job, error: Exception) -> None:
        problem = f"the database does not answer: {str(error).strip()}"
        logger.error("Job failed: %s: %s", job.name, problem)
        self.states[job.name].fail(problem)

    def _give_sign_of_life(self) -> None:
        try:
            close_old_connections()
            self.heartbeat.beat(self.states)
            leases.renew(self.heartbeat.uid)
            forget_the_dead()
        except Exception as error:
            logger.error("No sign of life could be written: %s", str(error).strip())
        finally:
            close_old_connections()

    def _say_goodbye(self) -> None:
        try:
            leases.give_up(self.heartbeat.uid)
            self.heartbeat.end()
        except Exception as error:
            logger.error("The worker's row stays behind: %s", str(error).strip())
