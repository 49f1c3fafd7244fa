"""The programs that the run starts besides PostgreSQL and the storage."""

from __future__ import annotations

import http.client
import subprocess
import sys
from pathlib import Path

from tests.programs import HOST, PROJECT, Program, listens


def web(number: int, port: int, environment: dict[str, str], folder: Path) -> Program:
    """gunicorn as in production, with one worker. The writers come first where processors are few."""
    command = ["nice", "-n", "5", sys.executable, "-m", "gunicorn", "-c", "gunicorn.conf.py"]
    return Program(f"web-{number}", command, environment, lambda: answers(port), folder=folder)


def worker(environment: dict[str, str], folder: Path) -> Program:
    return Program("worker", [sys.executable, "manage.py", "worker"], environment, lambda: True, folder=folder)


def redis(port: int, folder: Path, megabytes: int) -> Program:
    """A Redis that keeps nothing, with a bound on its memory as in ``compose.yaml``, only smaller."""
    keeping = ["--save", "", "--appendonly", "no", "--maxmemory", f"{megabytes}mb", "--maxmemory-policy", "allkeys-lru"]
    command = ["redis-server", "--port", str(port), "--bind", HOST, *keeping, "--dir", str(folder)]
    return Program("redis", command, {}, lambda: listens(port), folder=folder)


def run(environment: dict[str, str], *arguments: str) -> str:
    """Run Python to its end: what it says."""
    finished = subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, env=environment, check=True, stdout=subprocess.PIPE
    )
    return finished.stdout.decode()


def answers(port: int) -> bool:
    """Whether a web process answers the endpoint, as behind a proxy that ends TLS."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/graphql/?query=%7B__typename%7D", headers={"X-Forwarded-Proto": "https"})
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
