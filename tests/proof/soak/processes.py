"""Programs that the run starts, and what it does to them."""

from __future__ import annotations

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from types import TracebackType
from typing import Self

from .places import HOST, PROJECT, SCRATCH

PATIENCE = 60.0  # seconds for a start, and for an end


class Program:
    """One program with its log; a context manager that runs it."""

    def __init__(
        self, name: str, command: Sequence[str], environment: dict[str, str], is_ready: Callable[[], bool]
    ) -> None:
        self.name = name
        self._command = command
        self._environment = environment
        self._is_ready = is_ready
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.thaw()
        self.stop()

    @property
    def log(self) -> str:
        return (SCRATCH / f"{self.name}.log").read_text()

    def start(self) -> None:
        """Start it, and wait until it is ready."""
        with (SCRATCH / f"{self.name}.log").open("ab") as output:
            self.process = subprocess.Popen(
                self._command, cwd=PROJECT, env=self._environment, stdout=output, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + PATIENCE
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"{self.name} does not start; see var/soak/{self.name}.log")
            time.sleep(0.1)

    def stop(self) -> None:
        """End it in good order."""
        process, self.process = self.process, None
        if process is None:
            return
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()

    def freeze(self) -> None:
        """Let it accept connections, and answer nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(number)


def redis(port: int) -> Program:
    """A Redis of the run's own that keeps nothing."""
    command = ["redis-server", "--port", str(port), "--bind", HOST, "--save", "", "--appendonly", "no"]
    return Program("redis", [*command, "--dir", str(SCRATCH)], {}, lambda: _listens(port))


def web(number: int, port: int, environment: dict[str, str]) -> Program:
    """gunicorn as in production, with one worker. The writers come first where processors are few."""
    command = ["nice", "-n", "5", sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    return Program(f"web-{number}", command, environment, lambda: _answers(port))


def worker(environment: dict[str, str]) -> Program:
    return Program("worker", [sys.executable, "manage.py", "worker"], environment, lambda: True)


def run(environment: dict[str, str], *arguments: str) -> str:
    """Run Python to its end: what it says."""
    finished = subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=environment, check=True, stdout=subprocess.PIPE
    )
    return finished.stdout.decode()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def _answers(port: int) -> bool:
    with ExitStack() as stack:
        connection = http.client.HTTPConnection(HOST, port, timeout=5)
        stack.callback(connection.close)
        try:
            connection.request("GET", "/graphql/?query=%7B__typename%7D")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
