"""Real gunicorn processes, set up as in production by `gunicorn.conf.py`."""

from __future__ import annotations

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Self

from .nginx import HOST, PROJECT, free_port

PATIENCE = 60  # seconds, on a machine that is busy


class Gunicorn:
    """One web machine; a context manager that runs it. It may be stopped and started again on the same port."""

    def __init__(self, folder: Path, name: str = "web", **variables: str) -> None:
        self.port = free_port()
        self.log = folder / f"{name}.log"
        self._environment = os.environ | {
            "BIND": f"{HOST}:{self.port}",
            "WEB_CONCURRENCY": "2",
            "PYTHONPATH": os.pathsep.join(str(PROJECT / root) for root in ("", "graphql", "site")),
            **variables,
        }
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGQUIT)
            self.wait()

    def start(self) -> None:
        command = [sys.executable, "-m", "gunicorn", "--config=gunicorn.conf.py", "tests.deploy.web:application"]
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                command, cwd=PROJECT, env=self._environment, stdout=output, stderr=subprocess.STDOUT
            )
        until(lambda: self.status("/readyz") == 200, f"starts: {self.log.read_text()}")

    def terminate(self) -> None:
        assert self.process is not None
        self.process.terminate()

    def wait(self) -> int:
        assert self.process is not None
        process, self.process = self.process, None
        try:
            return process.wait(PATIENCE)
        finally:
            process.kill()

    def status(self, path: str) -> int | None:
        """``None`` where it takes no connection."""
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=10)) as connection:
            try:
                connection.connect()
            except ConnectionRefusedError:
                return None
            connection.request("GET", path)
            return connection.getresponse().status


def until(condition: Callable[[], bool], what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)
