"""gunicorn as in production, with one worker, on a free port of this machine."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from .client import Client, RequestError
from .places import HOST, PROJECT, SCRATCH, environment
from .sides import Side

PATIENCE = 60.0  # seconds for the start, and for the end
CONFIG = "gunicorn.conf.py"  # that of production


class Server:
    """One side with a database; a context manager that runs it."""

    def __init__(self, side: Side, total: int, address: str) -> None:
        self.side = side
        self.total = total
        self.port = free_port()
        self._environment = environment(side.settings_module, address, self.port)
        self.client = Client(HOST, self.port)

    @property
    def title(self) -> str:
        return f"{self.side.title}, {self.total:,} articles"

    def __enter__(self) -> Self:
        log = SCRATCH / f"gunicorn-{self.side.name}-{self.total}.log"
        with log.open("w") as output:
            self._master = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "-c", CONFIG, self.side.application],
                cwd=PROJECT,
                env=self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            self._wait(log)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        self.client.close()
        self._master.terminate()
        try:
            self._master.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._master.kill()
            self._master.wait()

    def cpu_seconds(self) -> float:
        """Processor time of the worker so far; 0 where the system does not tell. All its threads are counted."""
        tasks = Path(f"/proc/{self.worker}/task")
        try:
            return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9
        except OSError:
            return 0.0

    def peak_memory(self) -> float:
        """Most memory that the worker held, in MB; 0 where the system does not tell."""
        try:
            lines = Path(f"/proc/{self.worker}/status").read_text().splitlines()
        except OSError:
            return 0.0
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:")), 0.0)

    def _wait(self, log: Path) -> None:
        """Until the endpoint answers and the worker is known."""
        deadline = time.monotonic() + PATIENCE
        question = json.dumps({"query": "{ __typename }"}).encode()
        while True:
            if self._master.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"{self.title}: gunicorn does not answer; see {log.relative_to(PROJECT)}")
            try:
                if self.client.post(self.side.endpoint, question).status == 200:
                    break
            except RequestError:
                time.sleep(0.2)
        self.worker = self._find_worker()

    def _find_worker(self) -> int:
        """The one child of the master; the master itself where the system does not tell."""
        path = Path(f"/proc/{self._master.pid}/task/{self._master.pid}/children")
        try:
            children = path.read_text().split()
        except OSError:
            children = []
        return int(children[0]) if children else self._master.pid


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port
