"""The service on a port of its own, as gunicorn runs it, with a temporary SQLite database and the demo content."""

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
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
HOST = "127.0.0.1"
PATIENCE = 60  # seconds until the first answer


@contextmanager
def served(**environment: str) -> Iterator[str]:
    """The address of the endpoint while it is served. Raises ``RuntimeError`` where the server does not start."""
    with tempfile.TemporaryDirectory(prefix="nuages-") as folder:
        port = _free_port()
        variables = os.environ | {
            "DJANGO_SETTINGS_MODULE": "config.settings.development",
            "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
            "BIND": f"{HOST}:{port}",
            "WEB_CONCURRENCY": "1",
            "LOG_LEVEL": "WARNING",
            **environment,
        }
        manage = [sys.executable, "manage.py"]
        subprocess.run([*manage, "migrate", "--verbosity=0"], cwd=PROJECT, env=variables, check=True)
        command = [sys.executable, "-m", "gunicorn", "--config=gunicorn.conf.py", "--access-logfile=/dev/null"]
        server = subprocess.Popen(command, cwd=PROJECT, env=variables)
        try:
            _wait_for(server, f"http://{HOST}:{port}/healthz")
            yield f"http://{HOST}:{port}/graphql/"
        finally:
            server.send_signal(signal.SIGTERM)
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(server: subprocess.Popen[bytes], address: str) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError("the server did not start")
