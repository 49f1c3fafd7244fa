"""Writers in processes of their own, and threads that listen to them."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.programs import PROJECT

from .running import Services

WRITERS = 2
PATIENCE = 60.0  # seconds after the end


@dataclass
class Writers:
    """Some processes that share the work."""

    processes: list[subprocess.Popen[bytes]] = field(default_factory=list)
    listening: list[Future[None]] = field(default_factory=list)

    @property
    def pids(self) -> list[int]:
        return [process.pid for process in self.processes]

    def finish(self) -> list[str]:
        """Wait until their time is over: what went wrong."""
        statuses = [process.wait(PATIENCE) for process in self.processes]
        for one in self.listening:
            one.result(PATIENCE)
        return [f"a writer ended with {status}" for status in statuses if status]

    def end(self) -> None:
        """End them now: what they have said is heard."""
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            process.wait(PATIENCE)
        for one in self.listening:
            one.result(PATIENCE)


@contextmanager
def writing(services: Services, *, rate: float, seconds: float) -> Iterator[Writers]:
    """Publish for so long. Writers that still run when the block ends are killed."""
    writers, history = Writers(), services.history
    share = history.articles // WRITERS
    pool = ThreadPoolExecutor(WRITERS)
    try:
        for number in range(WRITERS):
            arguments = [number * share, share, rate / WRITERS, seconds]
            with (services.folder / "writers.log").open("ab") as errors:
                process = subprocess.Popen(
                    [sys.executable, "-m", "tests.proof.services.writer", *map(str, arguments)],
                    cwd=PROJECT,
                    env=services.plain,
                    stdout=subprocess.PIPE,
                    stderr=errors,
                )
            writers.processes.append(process)
            if process.stdout is not None:
                writers.listening.append(pool.submit(history.listen, process.stdout))
        yield writers
    finally:
        for process in writers.processes:
            process.kill()
            process.wait()
        pool.shutdown()
        for process in writers.processes:
            if process.stdout is not None:
                process.stdout.close()
