"""The parts of the proof: how each is run, and what is kept of it."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from benchmarks.measuring.facts import processor
from tests.programs import PROJECT

from .services.places import SCRATCH
from .services.postgresql import version

FIGURES = PROJECT / "docs" / "figures" / "proof"
DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/nuages")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")
PATIENCE = 60.0  # seconds for a part to end in good order
LIMITS = {
    "coherence": 1_800,
    "log": 600,
    "leaks": 900,
    "faults": 900,
    "lag": 300,
}  # seconds; the soak takes as long as it is told


def run_part(name: str, arguments: argparse.Namespace) -> bool:
    """Whether all was well. What the part says is passed on as it comes."""
    return PARTS[name](arguments)


def _coherence(arguments: argparse.Namespace) -> bool:
    variables = {"PROOF_STEPS": str(arguments.steps), "PROOF_SEED": str(arguments.seed)}
    path = SCRATCH / "coherence.json"
    path.unlink(missing_ok=True)
    is_fine, _ = run(variables, *PYTEST, "tests/proof/test_coherence.py", seconds=LIMITS["coherence"])
    if is_fine:
        found = json.loads(path.read_text())
        keep("coherence", {**found, "edits": len(found["edits"])})
    return is_fine


def _log(arguments: argparse.Namespace) -> bool:
    return _tests("log", "tests/api/changes/test_crashes.py", "tests/api/changes/test_concurrency.py")


def _leaks(arguments: argparse.Namespace) -> bool:
    return _tests("leaks", "tests/api/leaks/test_matrix.py", LEAKS="all")


def _tests(part: str, *tests: str, **variables: str) -> bool:
    """Run tests on PostgreSQL and Redis."""
    services = {"DATABASE_URL": DATABASE_URL, "REDIS_URL": REDIS_URL}
    is_fine, last = run(services | variables, *PYTEST, *tests, seconds=LIMITS[part])
    if is_fine:
        keep(part, {"summary": last.strip("= ")})
    return is_fine


def _faults(arguments: argparse.Namespace) -> bool:
    return run({}, "tests.proof.faults", seconds=LIMITS["faults"])[0]


def _lag(arguments: argparse.Namespace) -> bool:
    return run({}, "tests.proof.lag", seconds=LIMITS["lag"])[0]


def _soak(arguments: argparse.Namespace) -> bool:
    seconds = arguments.seconds
    return run({}, "tests.proof.soak", "--seconds", str(seconds), seconds=seconds + LIMITS["lag"])[0]


PARTS: Mapping[str, Callable[[argparse.Namespace], bool]] = {
    "coherence": _coherence,
    "log": _log,
    "leaks": _leaks,
    "faults": _faults,
    "lag": _lag,
    "soak": _soak,
}
PYTEST = ("pytest", "-q", "-p", "no:logging")


def run(variables: Mapping[str, str], *arguments: str, seconds: float) -> tuple[bool, str]:
    """Run a module for so long at most: whether it went well, and the last line that it said."""
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", *arguments],
        cwd=PROJECT,
        env={**os.environ, **variables},
        stdout=subprocess.PIPE,
        text=True,
    )
    last = ""
    # It ends what it has started by itself: SIGTERM, and only after that the other one.
    before = signal.signal(signal.SIGALRM, lambda *_: process.terminate())
    signal.alarm(int(seconds))
    try:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            last = line.strip() or last
        return process.wait(PATIENCE) == 0, last
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        if process.stdout:
            process.stdout.close()


def stop_in_good_order() -> None:
    """On SIGTERM leave all blocks, which end what they have started."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))


def finish(part: str, figures: dict[str, Any], problems: Sequence[str]) -> int:
    """Say what was wrong, or keep the figures: the status to end with."""
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if not problems:
        keep(part, figures)
    return 1 if problems else 0


def keep(part: str, figures: dict[str, Any]) -> None:
    FIGURES.mkdir(parents=True, exist_ok=True)
    machine = f"{processor()}, {os.cpu_count()} cores, {version()}"
    content = {"date": dt.datetime.now(dt.UTC).date().isoformat(), "machine": machine, **figures}
    (FIGURES / f"{part}.json").write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def kept(part: str) -> dict[str, Any] | None:
    """The figures of the last good run; ``None`` where there is none."""
    path = FIGURES / f"{part}.json"
    return json.loads(path.read_text()) if path.exists() else None
