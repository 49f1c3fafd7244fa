"""Jobs that one worker does at a time, and the workers' signs of life."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from config.worker import Job, Worker
from content_api.worker import engine, leases
from content_api.worker.heartbeat import Heartbeat, forget_the_dead, last_seen
from content_api.worker.models import JobLease, WorkerProcess
from tests.config.test_worker import nothing, raising


@pytest.fixture(autouse=True)
def keep_connections(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test's own connection would be closed."""
    monkeypatch.setattr(engine, "close_old_connections", lambda: None)


@pytest.mark.django_db
def test_one_worker_has_an_exclusive_job_until_it_gives_it_up() -> None:
    ran: list[str] = []
    job = Job("tidying", lambda should_stop: ran.append("ran"), interval=1.0, exclusive=True)
    first, second = Worker([job]), Worker([job])

    assert first._turn(job) == 1.0
    assert second._turn(job) == engine.ASK_AGAIN
    assert first._turn(job) == 1.0
    assert ran == ["ran", "ran"]

    first._say_goodbye()
    assert second._turn(job) == 1.0
    assert first._turn(job) == engine.ASK_AGAIN


@pytest.mark.django_db
def test_the_lease_of_a_dead_worker_runs_out() -> None:
    job = Job("tidying", nothing, exclusive=True, interval=1.0)
    dead, alive = Worker([job]), Worker([job])
    dead._turn(job)
    JobLease.objects.update(leased_until=timezone.now() + timedelta(seconds=1))
    leases.renew(alive.heartbeat.uid)
    assert alive._turn(job) == engine.ASK_AGAIN
    JobLease.objects.update(leased_until=timezone.now())
    leases.renew(dead.heartbeat.uid)  # too late
    assert alive._turn(job) == 1.0


@pytest.mark.django_db
def test_a_sign_of_life_renews_the_leases() -> None:
    job = Job("tidying", nothing, exclusive=True, interval=1.0)
    worker = Worker([job])
    worker._turn(job)
    JobLease.objects.update(leased_until=timezone.now() + timedelta(seconds=1))
    worker._give_sign_of_life()
    assert JobLease.objects.get().leased_until > timezone.now() + timedelta(seconds=50)


@pytest.mark.django_db
def test_a_daily_job_is_not_repeated_by_a_restart() -> None:
    ran: list[str] = []
    job = Job("daily", lambda should_stop: ran.append("ran"), interval=86_400.0, exclusive=True)
    worker = Worker([job])
    assert worker._turn(job) == 86_400.0
    worker._say_goodbye()

    restarted = Worker([job])
    assert restarted._turn(job) == engine.LONG_INTERVAL
    assert ran == ["ran"]

    JobLease.objects.update(finished_at=timezone.now() - timedelta(days=1))
    assert restarted._turn(job) == 86_400.0
    assert ran == ["ran", "ran"]


@pytest.mark.django_db
def test_a_daily_job_that_failed_or_was_stopped_is_not_done() -> None:
    failing = Job("daily", raising(RuntimeError()), interval=86_400.0, exclusive=True)
    Worker([failing])._turn(failing)
    assert JobLease.objects.get().finished_at is None

    stopped = Job("other", lambda should_stop: worker.stop(), interval=86_400.0, exclusive=True)
    worker = Worker([stopped])
    worker._turn(stopped)
    assert JobLease.objects.get(name="other").finished_at is None


@pytest.mark.django_db
def test_a_database_that_is_away_is_waited_for(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    job = Job("tidying", nothing, interval=0.5, exclusive=True)
    worker = Worker([job])
    monkeypatch.setattr(leases, "take", lambda *args: raising(OperationalError("away"))(bool))
    assert [worker._turn(job) for _ in range(3)] == [1.0, 2.0, 4.0]
    assert caplog.messages == ["Job failed: tidying: the database does not answer: away"] * 3


@pytest.mark.django_db
def test_once_leaves_alone_what_another_worker_has() -> None:
    ran: list[str] = []
    job = Job("tidying", lambda should_stop: ran.append("ran"), exclusive=True)
    other = Worker([job])
    other._turn(job)
    assert Worker([job]).run_once()
    assert ran == ["ran"]


# -- Signs of life


@pytest.mark.django_db
def test_signs_of_life() -> None:
    assert last_seen() is None
    worker = Worker([Job("tidying", raising(RuntimeError("broken")))])
    worker._run_job(worker.jobs[0])
    worker._give_sign_of_life()

    row = WorkerProcess.objects.get()
    assert (row.uid, row.process, row.seen_at) == (worker.heartbeat.uid, os.getpid(), last_seen())
    assert row.jobs["tidying"]["failures"] == 1
    assert row.jobs["tidying"]["problem"] == "RuntimeError: broken"
    started_at = row.started_at
    worker._give_sign_of_life()
    row.refresh_from_db()
    assert row.started_at == started_at < row.seen_at

    worker._say_goodbye()
    assert last_seen() is None


@pytest.mark.django_db
def test_the_dead_are_forgotten_after_a_day() -> None:
    for hours in (1, 25):
        heartbeat = Heartbeat()
        heartbeat.beat({})
        WorkerProcess.objects.filter(uid=heartbeat.uid).update(seen_at=timezone.now() - timedelta(hours=hours))
    forget_the_dead()
    assert WorkerProcess.objects.count() == 1


def test_without_a_database_the_worker_lives_on(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    worker = Worker([])
    monkeypatch.setattr(Heartbeat, "beat", lambda *args: raising(OperationalError("away\n"))(bool))
    worker._give_sign_of_life()
    assert caplog.messages == ["No sign of life could be written: away"]
