"""gunicorn with two processes: one count for both, which goes on when one is replaced; JSON logs; traces."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from config.monitoring import processes
from tests.servers import receiver
from tests.waiting import until

from .conftest import Samples, parsed

HOST = "127.0.0.1"
TOKEN = "a-token-for-prometheus"
REQUESTS = {"name": "nuages_graphql_requests_total", "operation": "free", "status": "200", "client": "public"}


class Gunicorn:
    """A server of two processes. It needs no database for what it is asked here."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.process = process
        self.port = port
        self.log = log

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        connection = HTTPConnection(HOST, self.port, timeout=30)
        try:
            connection.request("GET", path, headers=headers)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()

    def ask(self, times: int) -> None:
        for _ in range(times):
            assert self.get("/graphql/?query={__typename}", Accept="application/json")[0] == 200

    def metrics(self) -> Samples:
        status, text = self.get("/metrics", Authorization=f"Bearer {TOKEN}")
        assert status == 200
        return parsed(text)

    def counted(self) -> float:
        labels = {key: value for key, value in REQUESTS.items() if key != "name"}
        return self.metrics().get((REQUESTS["name"], frozenset(labels.items())), 0)

    def children(self) -> set[int]:
        pid = self.process.pid
        return {int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()}

    def folder(self) -> Path:
        """Where the children keep their counts."""
        child = next(iter(self.children()))
        environment = Path(f"/proc/{child}/environ").read_text()
        maps = Path(f"/proc/{child}/maps").read_text()
        found = re.search(r"(/\S*nuages-metrics-[^/]+)/", maps + environment)
        assert found, "no file of counts is open"
        return Path(found[1])


@contextmanager
def gunicorn(folder: Path, **variables: str) -> Iterator[Gunicorn]:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "DATABASE_URL": f"sqlite:///{folder}/none.sqlite3",
        "BIND": f"{HOST}:{port}",
        "WEB_CONCURRENCY": "2",
        "METRICS_TOKEN": TOKEN,
        **variables,
    }
    log = folder / "gunicorn.log"
    with log.open("wb") as output:
        command = [sys.executable, "-m", "gunicorn", "--config=gunicorn.conf.py"]
        process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment, stdout=output, stderr=output)
        server = Gunicorn(process, port, log)
        try:
            until(lambda: len(server.children()) == 2 and is_up(server), f"start: {log.read_text()}")
            yield server
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(40)
            process.kill()
            process.wait()


def is_up(server: Gunicorn) -> bool:
    with suppress(OSError):
        return server.get("/healthz")[0] == 200
    return False


def test_two_processes_tell_of_both(tmp_path: Path) -> None:
    with receiver() as collector:
        traces = {"OTEL_EXPORTER_OTLP_ENDPOINT": f"http://{HOST}:{collector.port}", "OTEL_TRACES_SAMPLER_ARG": "1"}
        batches = {"OTEL_BSP_SCHEDULE_DELAY": "100"}
        with gunicorn(tmp_path, LOG_FORMAT="json", REDIS_URL="", **traces, **batches) as server:
            server.ask(60)
            folder = server.folder()
            assert sorted(path.name for path in folder.glob("counter_*.db")) == [
                "counter_0.db",
                "counter_1.db",
                "counter_master.db",
            ]
            # Whichever process is asked, it tells of both.
            assert [server.counted() for _ in range(6)] == [60] * 6

            first, second = server.children()
            os.kill(first, signal.SIGKILL)
            until(lambda: len(server.children() - {first}) == 2, "a new process takes the place")
            assert second in server.children()
            server.ask(40)

            # The new one has counted on where the killed one was, in the same files.
            assert [server.counted() for _ in range(6)] == [100] * 6
            assert len(list(folder.glob("counter_*.db"))) == 3
            up = server.metrics()
            assert up["nuages_scrape_complete", frozenset()] == 0  # the database has no tables
            assert up["nuages_check_up", frozenset({("check", "migrations")})] == 0
            assert server.get("/readyz")[0] == 503
            assert server.get("/metrics")[0] == 404
            until(lambda: bool(collector.received), "spans arrive")
        assert not folder.exists()
    assert {request.path for request in collector.received} == {"/v1/traces"}
    assert b"graphql free" in b"".join(request.body for request in collector.received)
    check_access_log(server.log.read_text().splitlines())


def check_access_log(lines: list[str]) -> None:
    """Every line is JSON, and those of requests say what is known of them."""
    fields: list[dict[str, Any]] = [json.loads(line) for line in lines if line.startswith("{")]
    asked = [one for one in fields if one["logger"] == "gunicorn.access" and one["path"] == "/graphql/"]

    assert len(asked) == 100
    assert {(one["operation"], one["client"], one["status"], one["message"]) for one in asked} == {
        ("free", "public", 200, "GET /graphql/ 200")
    }
    assert {one["cache"] for one in asked} == {"miss", "memory_hit"}
    assert len({one["request_id"] for one in asked}) == 100


def test_a_process_takes_the_first_place_that_is_free() -> None:
    def worker(place: str | None = None) -> Any:
        return SimpleNamespace(place=place) if place is not None else SimpleNamespace()

    server = SimpleNamespace(WORKERS={11: worker("0"), 13: worker("2")})
    new = worker()

    processes.pre_fork(server, new)

    assert new.place == "1"


def test_what_is_true_of_a_process_only_while_it_lives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    for name in ("counter_1.db", "gauge_livesum_1.db", "gauge_livesum_0.db"):
        (tmp_path / name).touch()

    processes.child_exit(SimpleNamespace(), SimpleNamespace(place="1"))

    assert sorted(path.name for path in tmp_path.iterdir()) == ["counter_1.db", "gauge_livesum_0.db"]
