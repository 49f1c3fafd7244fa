"""Programs that tests start, and what they do to them."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

PROJECT = Path(__file__).resolve().parents[1]
# The source roots: the code is that of this folder, whatever is installed.
SOURCE_ROOTS = os.pathsep.join(str(PROJECT / root) for root in ("", "graphql", "site"))
HOST = "127.0.0.1"
PATIENCE = 120.0  # seconds for a start, and for an end, on a machine that has much to do
STARTS = 3  # what a killed program has held is free a moment later


class Program:
    """One program with its log; a context manager that runs it.

    ``user`` runs it where this process is root, ``end`` is the signal that ends it in good order.
    """

    def __init__(
        self,
        name: str,
        command: Sequence[str],
        environment: Mapping[str, str],
        is_ready: Callable[[], bool],
        *,
        folder: Path,
        user: str | None = None,
        end: signal.Signals = signal.SIGTERM,
    ) -> None:
        self.name = name
        self._command = command
        self._environment = environment
        self._is_ready = is_ready
        self._log = folder / f"{name}.log"
        self._user = user if os.geteuid() == 0 else None
        self._end = end
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
        return self._log.read_text()

    @property
    def pids(self) -> list[int]:
        """Of the program and all that it has started."""
        return [] if self.process is None else [self.process.pid, *descendants(self.process.pid)]

    def start(self) -> None:
        """Start it, and wait until it is ready."""
        for left in reversed(range(STARTS)):
            self._launch()
            deadline = time.monotonic() + PATIENCE
            while self.process and self.process.poll() is None and time.monotonic() < deadline:
                if self._is_ready():
                    return
                time.sleep(0.02)
            self.stop()
            if left:
                time.sleep(0.5)
        raise RuntimeError(f"{self.name} does not start; see {self._log}")

    def stop(self) -> None:
        """End it in good order."""
        process, self.process = self.process, None
        if process is None:
            return
        process.send_signal(self._end)
        try:
            process.wait(PATIENCE)
        except BaseException as error:
            _kill([process.pid, *descendants(process.pid)])
            process.wait()
            if not isinstance(error, subprocess.TimeoutExpired):
                raise

    def kill(self) -> None:
        """End it and all that it has started in the middle of whatever they do."""
        pids = self.pids
        process, self.process = self.process, None
        if process is not None:
            _kill(pids)
            process.wait()

    def freeze(self) -> None:
        """Let it accept connections, and answer nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _launch(self) -> None:
        with self._log.open("ab") as output:
            self.process = subprocess.Popen(
                self._command,
                cwd=PROJECT if self._user is None else "/",
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                user=self._user,
                group=self._user,
                extra_groups=None if self._user is None else [],
            )

    def _signal(self, number: int) -> None:
        for pid in self.pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((HOST, port)) == 0


def free_port() -> int:
    return free_ports(1)[0]


def free_ports(count: int) -> list[int]:
    """All at once, so that they differ."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind((HOST, 0))
        return [probe.getsockname()[1] for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def descendants(pid: int) -> list[int]:
    """Where the system tells: all processes that the process has started and that still run, theirs included."""
    try:
        children = [
            int(child)
            for thread in Path(f"/proc/{pid}/task").iterdir()
            for child in (thread / "children").read_text().split()
        ]
    except OSError:
        return []
    return [one for child in children for one in (child, *descendants(child))]


def _kill(pids: Sequence[int]) -> None:
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
