"""``make proof``: the long runs, one after the other, and ``docs/proof.md`` with their figures.

Needs PostgreSQL and Redis: ``TEST_DATABASE_URL`` and ``TEST_REDIS_URL``.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks.measuring.facts import processor

from .soak.places import server_version
from .soak.report import table

PROJECT = Path(__file__).resolve().parents[2]
SCRATCH = PROJECT / "var" / "proof"
PAGE = PROJECT / "docs" / "proof.md"
DATABASE_URL = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/nuages")
REDIS_URL = os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/15")

HEAD = """# Proof

What `make proof` found. It fails on the first thing that is wrong, so these are the figures of a run without one.

"""
COHERENCE = """## Answers, tags and the log agree

Random editorial work ({edits} kinds of it: admin, worker and commands, with the clock moving) on content in two
languages and on two sites. After each step answers of the shipped operations and of every other part of the API are
asked from the cache and computed anew; a CDN holds every answer until one of its tags is touched; a client follows
`changes`; the log is held against what is public, worked out by other code.

"""
LOG = """## The log is whole

Publishing, unpublishing, renaming, moving and deleting, killed between any two statements; eight writers at once on
PostgreSQL with a reader that follows, and a transaction that stays open. {summary}

"""
SOAK = """## The services under load while parts of them fail

Two web processes and a worker on PostgreSQL and a Redis of their own, which is stopped, started and frozen; the
worker is killed again and again. Every answer is held against the `Content-Version` that it claims.

"""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--steps", type=int, default=2_000)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    arguments = parser.parse_args()
    SCRATCH.mkdir(parents=True, exist_ok=True)
    services = {"DATABASE_URL": DATABASE_URL, "REDIS_URL": REDIS_URL}
    print(f"Random editorial work, {arguments.steps:,} steps from seed {arguments.seed} ...", flush=True)
    pytest({"PROOF_STEPS": str(arguments.steps), "PROOF_SEED": str(arguments.seed)}, "tests/proof")
    coherence = json.loads((SCRATCH / "coherence.json").read_text())
    print("Killed and concurrent writers ...", flush=True)
    summary = pytest(services, "tests/api/changes/test_crashes.py", "tests/api/changes/test_concurrency.py")
    soak = run({}, "tests.proof.soak", "--seconds", str(arguments.seconds), "--figures", str(SCRATCH / "soak.json"))
    print(soak)
    PAGE.write_text(page(coherence, summary, json.loads((SCRATCH / "soak.json").read_text())))
    print(f"{PAGE.relative_to(PROJECT)} is written.")
    return 0


def pytest(variables: Mapping[str, str], *paths: str) -> str:
    """Run these tests: the line with which they end."""
    return run(variables, "pytest", "-q", "-p", "no:logging", *paths).splitlines()[-1].strip("= ")


def run(variables: Mapping[str, str], *arguments: str) -> str:
    """Run a module: what it says. Ends the proof where it fails."""
    finished = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=PROJECT, env={**os.environ, **variables}, stdout=subprocess.PIPE
    )
    said = finished.stdout.decode()
    if finished.returncode:
        print(said)
        sys.exit(finished.returncode)
    return said


def page(coherence: dict[str, Any], summary: str, soak: list[tuple[str, str]]) -> str:
    facts = [
        ("Date", dt.datetime.now(dt.UTC).date().isoformat()),
        ("Processor", f"{processor()}, {os.cpu_count()} cores"),
        ("Database", f"SQLite for the first part, {server_version(DATABASE_URL)} for the others"),
    ]
    figures = [
        ("Steps", f"{coherence['steps']:,}, from seed {coherence['seed']}"),
        ("of which changed the content version", f"{coherence['versions']:,}"),
        ("Answers compared with computed ones", f"{coherence['compared']:,}"),
        ("of which kept from before the step", f"{coherence['kept']:,}"),
        ("of which a CDN held through the step", f"{coherence['held']:,}"),
        ("Times that the client followed", f"{coherence['followed']:,}"),
        ("Answers about other pages held when one page was published", f"{coherence['others']:,}"),
        ("of which stayed", f"{coherence['share_kept']:.1%}"),
    ]
    return "".join(
        [
            *(HEAD, _fenced(facts)),
            *(COHERENCE.format(edits=len(coherence["edits"])), _fenced(figures)),
            *(LOG.format(summary=f"{summary[0].upper()}{summary[1:]}."), SOAK, _fenced(soak).rstrip(), "\n"),
        ]
    )


def _fenced(rows: list[tuple[str, str]]) -> str:
    return f"```text\n{table(rows)}\n```\n\n"


if __name__ == "__main__":
    sys.exit(main())
