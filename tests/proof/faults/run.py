"""Readers, writers, and one fault after the other."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Event

from tests.proof.services.postgresql import has_caught_up
from tests.proof.services.programs import run
from tests.proof.services.publishing import writing
from tests.proof.services.readers import WELL, Reader, Seen, Viewer
from tests.proof.services.running import Services, running, say, wait_until

from .plan import Fault, plan, rolling_restart

RATE = 5.0  # publishes a second
READERS = 3
PAUSE = 0.02  # seconds between two requests of a reader, so that there is something left to start programs with
BETWEEN = 2.0  # seconds between two faults, and after one until what comes counts as undisturbed
LONGEST_RECOVERY = 120.0  # seconds; the lease of a killed worker takes 60 of them
LONGEST = 1_200.0  # seconds for all of it; writers end then


@dataclass
class Outcome:
    """One fault, and what clients saw from its begin until everything was as before."""

    name: str
    seen: Seen
    published: int
    refused: int
    recovery: float | None  # seconds since it was started again; ``None`` where it needs none


@dataclass
class Findings:
    outcomes: list[Outcome] = field(default_factory=list)
    checked: int = 0
    published: int = 0
    delivered: int = 0
    twice: int = 0
    problems: list[str] = field(default_factory=list)


def under_faults(seconds: float) -> Findings:
    """Each service is away for so many seconds."""
    findings = Findings()
    with running("faults") as services, ExitStack() as stack:
        phase = Phase()
        services.history.phase = phase.name
        readers: list[Reader] = [Reader(services.ports, services.history, phase.name) for _ in range(READERS)]
        readers.append(Viewer(services.ports, services.history, phase.name, pictures=services.pictures))
        faults = list(plan(services))
        without_reads = {fault.name for fault in faults if fault.reads_may_fail}
        without_pictures = {fault.name for fault in faults if fault.pictures_may_fail}
        for reader in readers:
            may_fail = without_pictures if isinstance(reader, Viewer) else without_reads
            reader.may_fail = may_fail.__contains__
        is_over = Event()
        writers = stack.enter_context(writing(services, rate=RATE, seconds=LONGEST))
        pool = stack.enter_context(ThreadPoolExecutor(len(readers)))
        stack.callback(is_over.set)  # before the pool waits for its threads
        reading = [pool.submit(reader.read, is_over, PAUSE) for reader in readers]
        wait_until(lambda: services.history.published > 0)
        recoveries = {fault.name: phase.during(fault, seconds, services) for fault in faults}
        restart = rolling_restart(services)
        phase.during(restart, 0, services)
        writers.end()
        is_over.set()
        for one in reading:
            one.result()
        findings.outcomes = [
            _outcome(name, readers, services, recoveries.get(name)) for name in (WELL, *recoveries, restart.name)
        ]
        findings.problems += phase.problems + [problem for reader in readers for problem in reader.problems]
        _look_for_losses(services, findings)
    return findings


@dataclass
class Phase:
    """What is being done to the services."""

    fault: Fault | None = None
    problems: list[str] = field(default_factory=list)

    def name(self) -> str:
        return self.fault.name if self.fault else WELL

    def during(self, fault: Fault, seconds: float, services: Services) -> tuple[float, float]:
        """Harm, wait, mend, wait until it is back: when it was mended, and the seconds until it was back."""
        time.sleep(BETWEEN)
        say(f"{fault.name[0].upper()}{fault.name[1:]} ...")
        self.fault = fault
        fault.harm()
        time.sleep(seconds)
        mended = time.monotonic()
        is_back = fault.mend()
        if not wait_until(is_back, LONGEST_RECOVERY):
            self.problems.append(f"not back {LONGEST_RECOVERY:.0f} s after {fault.name}")
        took = time.monotonic() - mended
        time.sleep(BETWEEN)
        self.fault = None
        return mended, took


def _outcome(name: str, readers: list[Reader], services: Services, recovery: tuple[float, float] | None) -> Outcome:
    seen = Seen()
    for reader in readers:
        seen.add(reader.seen.get(name, Seen()))
    if recovery is not None:
        mended, took = recovery
        took = max(took, seen.last_failure - mended)
    history = services.history
    return Outcome(name, seen, history.by_phase[name], history.refused[name], took if recovery else None)


def _look_for_losses(services: Services, findings: Findings) -> None:
    """Nothing committed is lost: in the database, in its replica, in the storage, at the webhook."""
    say("Looking for what is lost ...")
    history, deliveries, problems = services.history, services.deliveries, findings.problems
    found = json.loads(run(services.plain, "-m", "tests.proof.services.numbers"))
    problems += history.problems() + history.lost(found["titles"])
    deliveries.wait_for(found["numbers"][-1])
    problems += deliveries.problems(found["numbers"], history.begin)
    position = services.primary.ask("SELECT pg_current_wal_lsn()")
    if not wait_until(lambda: has_caught_up(services.replica, position)):
        problems.append("the replica does not follow any more")
    elif services.primary.ask(DIGEST) != services.replica.ask(DIGEST):
        problems.append("the replica holds other changes than the primary")
    findings.checked, findings.published = history.checked, history.published
    findings.delivered, findings.twice = len(set(deliveries.numbers)), deliveries.duplicates


DIGEST = """
    SELECT md5(string_agg(number || ' ' || object_type || ' ' || object_id, ',' ORDER BY number))
    FROM content_api_contentchange
"""
