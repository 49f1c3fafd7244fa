"""``python -m tests.proof.soak --seconds 600``: run it, print the figures, fail on the first thing that is wrong."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event
from typing import Any

from tests.servers import receiver

from . import processes, report
from .faults import Faults
from .history import History
from .places import PROJECT, SCRATCH, environment, free_port, own_database
from .readers import Reader
from .receiving import note_in

RATE = 5.0  # publishes a second
WRITERS = 2
READERS = 4  # over both web processes
PATIENCE = 60.0  # seconds after the end


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--figures", type=Path, help="A file for the figures, in JSON.")
    arguments = parser.parse_args()
    shutil.rmtree(SCRATCH, ignore_errors=True)
    SCRATCH.mkdir(parents=True)
    url = os.environ.get("TEST_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/nuages")
    with ExitStack() as stack:
        database = stack.enter_context(own_database(url))
        found, problems = soak(database, arguments.seconds, stack)
    print(report.table(found))
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    if arguments.figures:
        arguments.figures.write_text(json.dumps(found))
    return 1 if problems else 0


def soak(database: str, seconds: float, stack: ExitStack) -> tuple[list[report.Row], list[str]]:
    """The figures, and what was wrong. Everything that it starts ends with ``stack``."""
    redis_port, ports = free_port(), [free_port(), free_port()]
    plain = environment(database, redis_port)
    redis = stack.enter_context(processes.redis(redis_port))
    print("Migrating and filling a database ...", flush=True)
    processes.run(plain, "-m", "django", "migrate", "--verbosity", "0")
    hooks = stack.enter_context(receiver())
    content: dict[str, Any] = json.loads(processes.run(plain, "-m", "tests.proof.soak.content", hooks.url))
    deliveries = note_in(hooks) if content["webhooks"] else None
    history = History(content["version"], content["articles"])
    for number, port in enumerate(ports):
        stack.enter_context(processes.web(number, port, environment(database, redis_port, port)))
    worker = stack.enter_context(processes.worker(plain))
    faults = Faults(redis, worker, seconds)
    is_over = Event()
    readers = [Reader(ports[one % 2], history, is_over, lambda: faults.phase) for one in range(READERS)]
    print(f"Reading and publishing for {seconds:.0f} seconds ...", flush=True)
    writers = [stack.enter_context(_writer(number, content["articles"], seconds, plain)) for number in range(WRITERS)]
    for writer in writers:
        stack.callback(writer.kill)
    os.nice(10)  # readers take what the others leave
    with ThreadPoolExecutor(READERS + WRITERS + 1) as pool:
        reading = [pool.submit(reader.read) for reader in readers]
        failing = pool.submit(faults.run, is_over)
        listening = [pool.submit(history.listen, writer.stdout) for writer in writers if writer.stdout]
        try:
            statuses = [writer.wait(seconds + PATIENCE) for writer in writers]
        finally:
            is_over.set()
        for one in (*listening, *reading, failing):
            one.result(PATIENCE)
    problems = [problem for reader in readers for problem in reader.problems] + history.problems()
    problems += [f"a writer ended with {status}" for status in statuses if status]
    if deliveries is not None:
        deliveries.wait_for(history.newest)
        problems += deliveries.problems(
            json.loads(processes.run(plain, "-m", "tests.proof.soak.numbers")), history.begin
        )
    return report.rows(seconds, history, readers, faults, deliveries), problems


def _writer(number: int, articles: int, seconds: float, plain: dict[str, str]) -> subprocess.Popen[bytes]:
    share = articles // WRITERS
    arguments = [number * share, share, RATE / WRITERS, seconds]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.proof.soak.writer", *map(str, arguments)],
        cwd=PROJECT,
        env=plain,
        stdout=subprocess.PIPE,
    )


if __name__ == "__main__":
    sys.exit(main())
