"""How much the services can do, and then four fifths of it for a long time."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from tests.proof.services.programs import run
from tests.proof.services.publishing import Writers, writing
from tests.proof.services.readers import WELL, Reader, Seen, Viewer
from tests.proof.services.running import Services, running, say, wait_until

from .memory import SHORTEST, Memory
from .pace import Pace, as_fast_as_possible

RATE = 5.0  # publishes a second
LEAST_RATE = 0.98  # of it, which a long run has to reach
SHARE = 0.8  # of what the services can do
CAPACITY_SECONDS = 20.0
WARM_UP_SECONDS = 5.0
READERS = 24
EACH = 12  # each so many readers is one of pictures
STEP = 7  # questions between two readers: those who ask the same at once would be answered once
SAMPLE_SECONDS = 5.0
LATEST = 10.0  # seconds after it was due; then the services do not keep up
# As many connections as threads from the beginning, and caches that are full after the warm-up: what has a bound and
# grows up to it is no leak.
CACHE_MB = 4
STEADY = {"DATABASE_POOL_MIN_SIZE": "4", "GRAPHQL_CACHE_MEMORY_BYTES": str(CACHE_MB * 1_000_000)}
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Findings:
    seconds: float
    capacity: float = 0.0
    rate: float = 0.0
    seen: Seen = field(default_factory=Seen)
    latest: float = 0.0
    published: int = 0
    checked: int = 0
    delivered: int = 0
    memories: list[Memory] = field(default_factory=list)
    cpu: dict[str, float] = field(default_factory=dict)  # seconds by program
    problems: list[str] = field(default_factory=list)


def soak(seconds: float) -> Findings:
    findings = Findings(seconds)
    with running("soak", redis_mb=CACHE_MB, variables=STEADY) as services, ExitStack() as stack:
        whole = WARM_UP_SECONDS + CAPACITY_SECONDS + seconds
        writers = stack.enter_context(writing(services, rate=RATE, seconds=whole + 5))
        wait_until(lambda: services.history.published > 0)
        say("Finding out how much the services can do ...")
        as_fast_as_possible(_readers(services), WARM_UP_SECONDS)
        busy = _readers(services)
        findings.capacity = as_fast_as_possible(busy, CAPACITY_SECONDS)
        findings.rate = findings.capacity * SHARE
        say(f"{findings.capacity:,.0f} a second; {findings.rate:,.0f} a second for {seconds:.0f} seconds ...")
        readers = _readers(services)
        published, cpu = services.history.published, _cpu(services, writers)
        _keep_pace(findings, services, writers, readers)
        findings.published = services.history.published - published
        findings.cpu = {name: used - cpu[name] for name, used in _cpu(services, writers).items()}
        writers.end()
        _judge(findings, services, [*busy, *readers])
        for reader in readers:
            findings.seen.add(reader.seen.get(WELL, Seen()))
    return findings


def _readers(services: Services) -> list[Reader]:
    return [
        Viewer(services.ports, services.history, lambda: WELL, asked=number, pictures=services.pictures)
        if number % EACH == 0
        else Reader(services.ports, services.history, lambda: WELL, asked=number * STEP)
        for number in range(READERS)
    ]


def _keep_pace(findings: Findings, services: Services, writers: Writers, readers: list[Reader]) -> None:
    """Ask at the rate, and look at the memory meanwhile."""
    findings.memories = [Memory(program.name) for program in services.programs]
    pace = Pace(findings.rate, findings.seconds)
    started, told = time.monotonic(), 0
    with ThreadPoolExecutor(len(readers)) as pool, ExitStack() as stack:
        stack.callback(pace.is_over.set)
        reading = [pool.submit(pace.read, reader) for reader in readers]
        while (passed := time.monotonic() - started) < findings.seconds:
            for memory, program in zip(findings.memories, services.programs, strict=True):
                memory.note(passed, program.pids)
            if passed // 60 > told:
                told += 1
                held = ", ".join(f"{memory.name} {memory.samples[-1][1]:.0f}" for memory in findings.memories)
                say(f"{told} min: {services.history.published:,} publishes; MB: {held}")
            if pace.latest > LATEST:
                findings.problems.append(f"requests are sent {pace.latest:.0f} s late: the services do not keep up")
                break
            time.sleep(min(SAMPLE_SECONDS, max(0.0, findings.seconds - passed)))
        if findings.problems:
            pace.is_over.set()
        for one in reading:
            one.result()
    findings.latest = pace.latest


def _judge(findings: Findings, services: Services, readers: list[Reader]) -> None:
    history, deliveries = services.history, services.deliveries
    found = json.loads(run(services.plain, "-m", "tests.proof.services.numbers"))
    deliveries.wait_for(found["numbers"][-1])
    findings.problems += [problem for reader in readers for problem in reader.problems]
    findings.problems += history.problems() + history.lost(found["titles"])
    findings.problems += deliveries.problems(found["numbers"], history.begin)
    if findings.seconds >= SHORTEST:
        findings.problems += too_few_publishes(findings)
        findings.problems += [
            f"{memory.name} grows by {memory.growth:.1%}: {memory.begin:.1f} MB, then {memory.end:.1f} MB"
            for memory in findings.memories
            if memory.grows and memory.name != services.storage.name  # which is a stand-in for one
        ]
    findings.checked, findings.delivered = history.checked, len(set(deliveries.numbers))


def too_few_publishes(findings: Findings) -> list[str]:
    """Writers that fall behind leave more to the readers, and the figures would flatter the services."""
    rate = findings.published / findings.seconds
    return [f"{rate:.1f} publishes a second instead of {RATE:.1f}"] if rate < LEAST_RATE * RATE else []


def _cpu(services: Services, writers: Writers) -> Mapping[str, float]:
    """Seconds of processor time so far."""
    pids = {program.name: program.pids for program in services.programs} | {"writers": writers.pids}
    return {name: sum(map(_seconds, those)) for name, those in pids.items()} | {"readers": time.process_time()}


def _seconds(pid: int) -> float:
    try:
        parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / TICKS
