"""The worker: intervals, failures, leases, signs of life, signals."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from config.worker import JOBS, Job, Worker
from content_api.worker import engine, leases
from content_api.worker.heartbeat import Heartbeat
from content_api.worker.jobs import JobState, nap_until
from content_api.worker.models import JobLease, WorkerProcess
from tests.factories.home import StandardPageFactory

Run = Callable[[Callable[[], bool]], object]


@pytest.fixture(autouse=True)
def connections(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes when the worker looks after its connections; a test's own connection would be closed by it."""
    looked_after: list[str] = []
    monkeypatch.setattr(engine, "close_old_connections", lambda: looked_after.append("close"))
    return looked_after


def raising(error: Exception) -> Run:
    def run(should_stop: Callable[[], bool]) -> None:
        raise error

    return run


def nothing(should_stop: Callable[[], bool]) -> None:
    """A job that has nothing to do."""


def test_the_jobs_and_their_intervals() -> None:
    assert {job.name: (job.interval, job.exclusive) for job in JOBS} == {
        "scheduled publishing": (30.0, False),
        "webhooks": (0.5, False),
        "old webhook deliveries": (86_400.0, True),
        "CDN purge": (1.0, True),
        "WebSub": (5.0, True),
        "enclosures of feeds": (2.0, True),
        "receipts of partners": (10.0, False),
        "usage of clients": (10.0, False),
        "claims by status": (3_600.0, True),
        "ended log-ins": (3_600.0, True),
        "ended previews": (600.0, True),
        "forgotten imports": (3_600.0, True),
        "old audit log": (86_400.0, True),
        "old changes": (86_400.0, True),
        "links": (60.0, True),
        "unused links": (86_400.0, True),
        "test mails": (2.0, False),
    }


# -- Failures and pauses


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OperationalError("no connection\n"), "Job failed: broken: the database does not answer: no connection"),
        (InterfaceError("closed"), "Job failed: broken: the database does not answer: closed"),
        (RuntimeError("a bug"), "Job failed: broken"),
    ],
)
@pytest.mark.django_db
def test_a_failing_job_is_logged_and_keeps_no_other(
    caplog: pytest.LogCaptureFixture, error: Exception, message: str
) -> None:
    ran: list[str] = []
    worker = Worker([Job("broken", raising(error)), Job("fine", lambda should_stop: ran.append("fine"))])

    assert not worker.run_once()

    assert ran == ["fine"]
    assert caplog.messages == [message]
    assert bool(caplog.records[0].exc_info) == isinstance(error, RuntimeError)
    assert worker.states["broken"].failures == 1
    assert str(error).strip() in worker.states["broken"].problem
    assert (worker.states["fine"].failures, worker.states["fine"].problem) == (0, "")


def test_pauses_grow_while_a_job_fails_and_shrink_at_once() -> None:
    often, seldom, daily = JobState(), JobState(), JobState()
    pauses = []
    for _ in range(9):
        pauses.append((often.pause(0.5), seldom.pause(30.0), daily.pause(86_400.0)))
        for state in (often, seldom, daily):
            state.fail("away")

    assert [pause for pause, _, _ in pauses] == [0.5, 1, 2, 4, 8, 16, 32, 60, 60]
    assert [pause for _, pause, _ in pauses] == [30, 30, *[60] * 7]
    assert {pause for _, _, pause in pauses} == {86_400}
    often.succeed()
    assert often.pause(0.5) == 0.5


def test_connections_are_looked_after_around_each_run(connections: list[str]) -> None:
    worker = Worker([Job("noting", lambda should_stop: connections.append("job"))])
    worker._run_job(worker.jobs[0])
    assert connections == ["close", "job", "close"]


@pytest.mark.django_db
def test_a_job_sees_that_it_should_stop_and_the_next_one_does_not_start() -> None:
    seen: list[bool] = []

    def run(should_stop: Callable[[], bool]) -> None:
        seen.append(should_stop())
        worker.stop()
        seen.append(should_stop())

    worker = Worker([Job("first", run), Job("second", run)])
    worker.run_once()

    assert seen == [False, True]


def test_a_nap_ends_when_told_to_stop() -> None:
    asked: list[int] = []

    def should_stop() -> bool:
        asked.append(1)
        return len(asked) == 2

    nap_until(time.monotonic() + 60, should_stop)
    assert len(asked) == 2


# -- Threads


class Silent(Heartbeat):
    """No sign of life: these tests have no database."""

    def beat(self, states: Any) -> None:
        """Say nothing."""

    def end(self) -> None:
        """Say nothing."""


@pytest.fixture
def no_leases(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("renew", "give_up"):
        monkeypatch.setattr(leases, name, lambda *args: None)
    monkeypatch.setattr(engine, "forget_the_dead", lambda: None)


def running(worker: Worker) -> threading.Thread:
    thread = threading.Thread(target=worker.run, daemon=True)
    thread.start()
    return thread


def test_a_slow_job_delays_no_other(no_leases: None, caplog: pytest.LogCaptureFixture) -> None:
    released, enough = threading.Event(), threading.Event()
    ran: list[str] = []

    def often(should_stop: Callable[[], bool]) -> None:
        ran.append("often")
        if len(ran) == 20:
            enough.set()

    jobs = [Job("slow", lambda should_stop: released.wait(30)), Job("often", often, interval=0.001)]
    worker = Worker(jobs, heartbeat=Silent())
    with caplog.at_level(logging.INFO, "content_api.worker"):
        thread = running(worker)
        assert enough.wait(30)
        released.set()
        worker.stop()
        thread.join(30)

    assert not thread.is_alive()
    assert caplog.messages == ["Worker started: slow every 30 s, often every 0.001 s", "Worker stopped"]


def test_a_job_that_does_not_end_is_named(
    no_leases: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(engine, "PATIENCE", 0.05)
    released, began = threading.Event(), threading.Event()

    def hang(should_stop: Callable[[], bool]) -> None:
        began.set()
        released.wait(30)

    worker = Worker([Job("hanging", hang)], heartbeat=Silent())
    threading.Thread(target=lambda: began.wait(30) and worker.stop(), daemon=True).start()

    assert not worker.run()

    assert caplog.messages[-1] == "Worker stopped in the middle of: hanging"
    released.set()


def test_a_second_signal_ends_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    handlers: dict[int, Any] = {}
    monkeypatch.setattr(engine.signal, "signal", handlers.__setitem__)
    worker = Worker([])
    worker.listen_to_signals()
    assert set(handlers) == {signal.SIGTERM, signal.SIGINT}

    handlers[signal.SIGTERM](signal.SIGTERM, None)

    assert worker.is_stopping()
    assert handlers[signal.SIGTERM] == signal.SIG_DFL


# -- The command


@pytest.mark.django_db
def test_the_command_runs_each_job_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "listen_to_signals", lambda self: None)
    due = StandardPageFactory(live=False, go_live_at=timezone.now() - timedelta(hours=1))
    due.save_revision(approved_go_live_at=due.go_live_at)

    call_command("worker", once=True)

    due.refresh_from_db()
    assert due.live
    assert not WorkerProcess.objects.exists()
    assert set(JobLease.objects.values_list("holder", flat=True)) == {""}


@pytest.mark.parametrize(
    ("method", "once", "message"),
    [("run_once", True, "A job failed; the log says why."), ("run", False, "A job did not end in time.")],
)
def test_the_command_fails_when_the_worker_does(
    monkeypatch: pytest.MonkeyPatch, method: str, once: bool, message: str
) -> None:
    monkeypatch.setattr(Worker, method, lambda self: False)
    monkeypatch.setattr(Worker, "listen_to_signals", lambda self: None)
    with pytest.raises(CommandError, match=message):
        call_command("worker", once=once)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_real_worker_ends_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    """Its database is empty, so that every job fails: it must survive that, too."""
    process = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker"],
        env=os.environ
        | {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}", "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    while "Job failed: webhooks" not in lines[-1] and lines[-1]:
        lines.append(process.stdout.readline())
    process.send_signal(number)
    rest, _ = process.communicate(timeout=60)

    assert "Worker started: scheduled publishing every 30 s, webhooks every 0.5 s" in lines[0]
    assert "Job failed: webhooks: the database does not answer: no such table" in lines[-1]
    assert rest.rstrip().endswith("Worker stopped")
    assert process.returncode == 0
