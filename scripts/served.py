"""The service on a port of its own, as gunicorn runs it, with a temporary database and folder for files.

The database is SQLite; where DATABASE_URL names a PostgreSQL server, one that is made there and dropped afterwards.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

PROJECT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
PATIENCE = 60  # seconds until the first answer
SETTINGS = """
from config.settings.development import *

DATABASES["default"]["NAME"] = {database!r}
MEDIA_ROOT = {folder!r} + "/media"
"""


@dataclass(frozen=True)
class Served:
    """Where the endpoint answers, and the file with what the server logs."""

    address: str
    log: Path


@contextmanager
def served(*, demo: bool = False) -> Iterator[Served]:
    """Serve until the block ends, perhaps with the demo content. Raises ``RuntimeError`` if it does not start."""
    with tempfile.TemporaryDirectory(prefix="nuages-") as folder, _database(folder) as database:
        Path(folder, "served_settings.py").write_text(SETTINGS.format(folder=folder, database=database))
        port = _free_port()
        variables = os.environ | {
            "DJANGO_SETTINGS_MODULE": "served_settings",
            "PYTHONPATH": os.pathsep.join(filter(None, [folder, os.environ.get("PYTHONPATH")])),
            "BIND": f"{HOST}:{port}",
            "WEB_CONCURRENCY": "1",
            "LOG_LEVEL": "WARNING",
        }
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "--verbosity=0"], cwd=PROJECT, env=variables, check=True)
        if demo:
            subprocess.run([*manage, "load_demo"], cwd=PROJECT, env=variables, check=True)
        log = Path(folder, "server.log")
        with log.open("wb") as output:
            command = [sys.executable, "-m", "gunicorn", "--config=gunicorn.conf.py", "--access-logfile=/dev/null"]
            server = subprocess.Popen(command, cwd=PROJECT, env=variables, stdout=output, stderr=output)
            try:
                _wait_for(server, f"http://{HOST}:{port}/healthz", log)
                yield Served(f"http://{HOST}:{port}/graphql/", log)
            finally:
                _stop(server)


@contextmanager
def _database(folder: str) -> Iterator[str]:
    """The name of an empty database."""
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        yield f"{folder}/db.sqlite3"
        return
    name = f"nuages_served_{os.getpid()}"
    server = address.rpartition("/")[0] + "/postgres"
    with psycopg.connect(server, autocommit=True, connect_timeout=5) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
        try:
            yield name
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(server: subprocess.Popen[bytes], address: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the server did not start:\n{log.read_text()}")


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGTERM)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
