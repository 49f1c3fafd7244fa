"""The services with such a replica, and what clients of each kind were answered."""

from __future__ import annotations

import json
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from tests.proof.services.gateway import Gateway
from tests.proof.services.publishing import writing
from tests.proof.services.readers import ALL, WELL, address
from tests.proof.services.running import Services, running, say, wait_until

from .readers import KINDS, Lagging, Patient

BEHIND = 5.0  # seconds
RATE = 5.0  # publishes a second
PAUSE = 0.02  # seconds between two requests of a reader
WARM_UP = 10.0  # seconds until there is something that is older than the replica is behind


@dataclass
class Findings:
    seconds: float
    readers: list[Lagging] = field(default_factory=list)
    delay: float = 0.0  # seconds, as measured
    checked: int = 0
    published: int = 0
    problems: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, Any]:
        return {
            "rows": [[one.kind, f"{one.answered:,}", f"{one.behind:,}", "0"] for one in self.readers],
            "delay": self.delay,
            "checked": self.checked,
            "published": self.published,
        }


def behind(seconds: float) -> Findings:
    """Read and publish for so many seconds."""
    findings = Findings(seconds)
    with running("lag", seconds_behind=BEHIND) as services, ExitStack() as stack:
        history = services.history
        findings.readers = [kind(services.ports, history, lambda: WELL) for kind in KINDS]
        is_over = Event()
        writers = stack.enter_context(writing(services, rate=RATE, seconds=seconds + WARM_UP))
        pool = stack.enter_context(ThreadPoolExecutor(len(KINDS)))
        stack.callback(is_over.set)
        wait_until(lambda: history.published > 0)
        findings.delay = _delay(services)
        time.sleep(max(0.0, WARM_UP - findings.delay))
        say(f"Reading from a replica that is {findings.delay:.1f} s behind, for {seconds:.0f} seconds ...")
        reading = [pool.submit(reader.read, is_over, PAUSE) for reader in findings.readers]
        time.sleep(seconds)
        is_over.set()
        for one in reading:
            one.result()
        findings.problems += writers.finish()
        findings.problems += _refused(services)
    findings.problems += [problem for reader in findings.readers for problem in reader.problems] + history.problems()
    if not all(reader.behind for reader in findings.readers if isinstance(reader, Patient)):
        findings.problems.append("nothing was read from the replica")
    findings.checked, findings.published = history.checked, history.published
    return findings


def _delay(services: Services) -> float:
    """Seconds until the replica shows what is committed now."""
    newest, started = services.history.newest, time.monotonic()
    wait_until(lambda: (services.replica.ask(NEWEST) or 0) >= newest)
    return time.monotonic() - started


def _refused(services: Services) -> list[str]:
    """What nobody has published yet, is refused rather than answered with something older."""
    gateway = Gateway(services.ports)
    answer = gateway.get(address(ALL, minVersion=services.history.newest + 1_000), {"Accept": "application/json"})
    gateway.close()
    if answer is None or answer.status != 503 or json.loads(answer.body).get("data"):
        return [f"a version that does not exist was answered: {answer}"]
    return []


NEWEST = "SELECT number FROM content_api_contentchange WHERE number IS NOT NULL ORDER BY number DESC LIMIT 1"
