"""A PostgreSQL cluster of the run's own, and a replica that follows it, if told so at a distance."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from tests.programs import HOST, Program

from .places import SECONDS_TO_ANSWER

USER = "postgres"  # PostgreSQL does not run as root
SETTINGS = {
    "listen_addresses": HOST,
    "max_connections": "60",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",  # a killed server leaves nothing outside its folder
    "wal_keep_size": "256MB",  # a replica that was away finds what it has missed
    "max_wal_senders": "4",
    "hot_standby": "on",
}


def binaries() -> Path | None:
    """The newest installation that can begin a cluster; ``None`` where there is none."""
    on_path = shutil.which("initdb")
    if on_path is not None:
        return Path(on_path).resolve().parent
    installed = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return installed[-1].parent if installed else None


@contextmanager
def data_folder() -> Iterator[Path]:
    """A folder for the data of clusters, which belongs to the user that runs them."""
    with tempfile.TemporaryDirectory(prefix="nuages-proof-", ignore_cleanup_errors=True) as name:
        if os.geteuid() == 0:
            shutil.chown(name, USER, USER)
        yield Path(name)


class Server(Program):
    """A server on ``data``, which exists already."""

    def __init__(self, name: str, data: Path, port: int, folder: Path, **settings: str) -> None:
        self.port = port
        told = {**SETTINGS, "unix_socket_directories": str(data.parent), **settings}
        options = [part for setting, value in told.items() for part in ("-c", f"{setting}={value}")]
        command = [str(binary("postgres")), "-D", str(data), "-p", str(port), *options]
        # SIGINT: whoever is connected does not keep it from ending.
        super().__init__(name, command, {}, self._answers, folder=folder, user=USER, end=signal.SIGINT)

    def ask(self, statement: str) -> Any:
        """The first column of the first row, if there is any. Raises psycopg's errors."""
        with psycopg.connect(
            host=HOST, port=self.port, user=USER, dbname=USER, autocommit=True, connect_timeout=SECONDS_TO_ANSWER
        ) as connection:
            cursor = connection.execute(statement)  # type: ignore[call-overload]
            row = cursor.fetchone() if cursor.description else None
            return row[0] if row else None

    def _answers(self) -> bool:
        try:
            return bool(self.ask("SELECT true"))
        except psycopg.Error:
            return False


def primary(data: Path, port: int, folder: Path, **settings: str) -> Server:
    """A new cluster. Everybody on this machine may connect as anybody."""
    _run("initdb", "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8", "--no-sync", "--no-instructions")
    return Server("primary", data, port, folder, **settings)


def replica(of: Server, data: Path, port: int, folder: Path, *, seconds_behind: float = 0, **settings: str) -> Server:
    """A copy of the primary, which has to be running, that follows it."""
    source = ["-h", HOST, "-p", str(of.port), "-U", USER]
    _run("pg_basebackup", *source, "-D", str(data), "-R", "-X", "stream", "-c", "fast", "--no-sync")
    delay = f"{round(seconds_behind * 1000)}ms"
    return Server("replica", data, port, folder, recovery_min_apply_delay=delay, **settings)


def has_caught_up(replica: Server, position: str) -> bool:
    """Whether the replica shows all that the primary had written at ``position``."""
    try:
        return bool(replica.ask(f"SELECT pg_last_wal_replay_lsn() >= '{position}'::pg_lsn"))
    except psycopg.Error:
        return False


def version() -> str:
    """Such as ``PostgreSQL 17.6``."""
    said = subprocess.run([str(binary("postgres")), "--version"], stdout=subprocess.PIPE, check=True).stdout.decode()
    return f"PostgreSQL {said.split()[2]}"


def binary(name: str) -> Path:
    """The program of that name. Raises ``RuntimeError`` where there is none."""
    folder = binaries()
    if folder is None:
        raise RuntimeError("PostgreSQL's initdb is not installed.")
    return folder / name


def _run(name: str, *arguments: str) -> None:
    user = USER if os.geteuid() == 0 else None
    finished = subprocess.run(
        [str(binary(name)), *arguments],
        cwd="/",
        env={"LC_ALL": "C.UTF-8", "PATH": os.environ["PATH"]},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        user=user,
        group=user,
        extra_groups=None if user is None else [],
    )
    if finished.returncode:
        raise RuntimeError(f"{name} fails: {finished.stdout.decode()}")
