"""The worker: rounds, failures, signals."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from config import worker
from config.worker import JOBS, LONGEST_PAUSE, Job, Worker
from tests.factories.home import StandardPageFactory

Run = Callable[[Callable[[], bool]], object]


@pytest.fixture(autouse=True)
def connections(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Notes when the worker looks after its connections; a test's own connection would be closed by it."""
    looked_after: list[str] = []
    monkeypatch.setattr(worker, "close_old_connections", lambda: looked_after.append("close"))
    return looked_after


def raising(error: Exception) -> Run:
    def run(should_stop: Callable[[], bool]) -> None:
        raise error

    return run


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Time that passes only when the worker sleeps."""
    slept: list[float] = []
    monkeypatch.setattr(worker.time, "sleep", slept.append)
    monkeypatch.setattr(worker.time, "monotonic", lambda: sum(slept))
    return slept


def test_scheduled_publishing_is_the_first_job() -> None:
    names = ["scheduled publishing", "pruning of the change log", "CDN purge", "usage of clients"]
    assert [job.name for job in JOBS] == names


def test_it_repeats_its_jobs_at_intervals(naps: list[float], caplog: pytest.LogCaptureFixture) -> None:
    started_at: list[float] = []
    patient = Worker(interval=30.0)

    def run(should_stop: Callable[[], bool]) -> None:
        started_at.append(round(sum(naps)))
        if len(started_at) == 3:
            patient.stop()

    patient.jobs = [Job("counting", run)]
    with caplog.at_level(logging.INFO, "config.worker"):
        patient.run()

    assert started_at == [0, 30, 60]
    assert caplog.messages == ["Worker started: counting every 30 s", "Worker stopped"]


def test_a_job_sees_that_it_should_stop_and_the_next_one_does_not_start() -> None:
    seen: list[bool] = []
    hasty = Worker()

    def run(should_stop: Callable[[], bool]) -> None:
        seen.append(should_stop())
        hasty.stop()
        seen.append(should_stop())

    hasty.jobs = [Job("first", run), Job("second", run)]
    hasty.run()

    assert seen == [False, True]


def test_a_signal_shortens_the_pause(naps: list[float]) -> None:
    patient = Worker(interval=30.0)
    patient.stop(signal.SIGTERM, None)

    patient.pause()

    assert naps == []


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (OperationalError("no connection\n"), "Job failed: broken: the database does not answer: no connection"),
        (RuntimeError("a bug"), "Job failed: broken"),
    ],
)
def test_a_failing_job_is_logged_and_keeps_no_other(
    caplog: pytest.LogCaptureFixture, error: Exception, message: str
) -> None:
    ran: list[str] = []
    jobs = [Job("broken", raising(error)), Job("fine", lambda should_stop: ran.append("fine"))]

    assert not Worker(jobs=jobs).run_round()

    assert ran == ["fine"]
    assert caplog.messages == [message]
    assert bool(caplog.records[0].exc_info) == isinstance(error, RuntimeError)


def test_pauses_grow_while_rounds_fail_and_shrink_at_once(caplog: pytest.LogCaptureFixture) -> None:
    failing = Worker(interval=30.0, jobs=[Job("broken", raising(OperationalError("away")))])

    pauses = []
    for _ in range(12):
        pauses.append(failing.seconds_to_pause())
        failing.run_round()

    assert pauses == [30.0, 60.0, 120.0, 240.0, *[LONGEST_PAUSE] * 8]
    failing.jobs = []
    failing.run_round()
    assert failing.seconds_to_pause() == 30.0


def test_a_long_interval_is_not_shortened_by_failures() -> None:
    failing = Worker(interval=1000.0, jobs=[Job("broken", raising(RuntimeError()))])
    failing.run_round()
    assert failing.seconds_to_pause() == 1000.0


def test_connections_are_looked_after_in_each_round(connections: list[str]) -> None:
    Worker(jobs=[Job("noting", lambda should_stop: connections.append("job"))]).run_round()

    assert connections == ["close", "job", "close"]


@pytest.mark.django_db
def test_the_command_runs_one_round() -> None:
    due = StandardPageFactory(live=False, go_live_at=timezone.now() - timedelta(hours=1))
    due.save_revision(approved_go_live_at=due.go_live_at)

    call_command("worker", once=True)

    due.refresh_from_db()
    assert due.live


def test_the_command_fails_when_its_only_round_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Worker, "run_round", lambda self: False)
    with pytest.raises(CommandError, match="A job failed"):
        call_command("worker", once=True)


def test_the_command_wants_a_pause() -> None:
    with pytest.raises(CommandError, match="--interval must be more than 0 seconds"):
        call_command("worker", interval=0)


def test_the_command_listens_to_signals_and_works(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: dict[int, object] = {}
    ran: list[float] = []
    monkeypatch.setattr(worker.signal, "signal", heard.__setitem__)
    monkeypatch.setattr(Worker, "run", lambda self: ran.append(self.interval))

    call_command("worker", interval=5)

    assert set(heard) == {signal.SIGTERM, signal.SIGINT}
    assert ran == [5]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_real_worker_ends_in_good_order(tmp_path: Path, number: signal.Signals) -> None:
    """Its database is empty, so that every round fails: it must survive that, too."""
    process = subprocess.Popen(
        [sys.executable, str(settings.BASE_DIR / "manage.py"), "worker", "--interval", "0.2"],
        env=os.environ
        | {"DATABASE_URL": f"sqlite:///{tmp_path / 'empty.sqlite3'}", "PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert process.stdout is not None
    lines = [process.stdout.readline()]
    while "Job failed" not in lines[-1] and lines[-1]:
        lines.append(process.stdout.readline())
    process.send_signal(number)
    rest, _ = process.communicate(timeout=30)

    names = "scheduled publishing, pruning of the change log, CDN purge, usage of clients"
    assert f"Worker started: {names} every 0.2 s" in lines[0]
    assert any("Job failed: scheduled publishing: the database does not answer: no such table" in one for one in lines)
    assert rest.rstrip().endswith("Worker stopped")
    assert process.returncode == 0
