"""/readyz: ready, degraded or unavailable, and no word more than that."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, Storage
from django.test import Client
from django.utils import timezone

from config.monitoring import checks, readiness
from config.monitoring.probes import Probe
from content_api.worker.models import WorkerProcess

NAMES = ["cache", "database", "migrations", "storage", "worker"]


def beat(seconds_ago: float = 0) -> None:
    """A worker's sign of life."""
    moment = timezone.now() - dt.timedelta(seconds=seconds_ago)
    WorkerProcess.objects.create(uid=f"{seconds_ago:g}", host="w", process=1, started_at=moment, seen_at=moment)


def answers(is_ok: bool) -> Any:
    """In place of a check."""

    def answer() -> bool:
        if not is_ok:
            raise ConnectionError("postgres://nuages:secret@db.example")
        return True

    return answer


def set_up(monkeypatch: pytest.MonkeyPatch, **away: bool) -> None:
    """All is there but what is told to be away."""
    known = {name: Probe(name, answers(not away.get(name, False))) for name in NAMES}
    monkeypatch.setattr(readiness, "PROBES", known)


@pytest.mark.django_db(transaction=True)
def test_all_is_there(client: Client) -> None:
    beat()

    response = client.get("/readyz")
    told = response.json()

    assert (response.status_code, told["status"], sorted(told["checks"])) == (200, "ready", NAMES)
    assert {name: sorted(check) for name, check in told["checks"].items()} == {name: ["ms", "ok"] for name in NAMES}
    assert all(check["ok"] is True and check["ms"] >= 0 for check in told["checks"].values())


@pytest.mark.django_db(transaction=True)
def test_without_a_worker_the_service_goes_on(client: Client) -> None:
    beat(seconds_ago=46)

    told = client.get("/readyz").json()

    assert told["status"] == "degraded"
    assert [name for name, check in told["checks"].items() if not check["ok"]] == ["worker"]


@pytest.mark.parametrize(
    ("away", "status", "code"),
    [
        ("database", "unavailable", 503),
        ("migrations", "unavailable", 503),
        ("cache", "degraded", 200),
        ("storage", "degraded", 200),
        ("worker", "degraded", 200),
    ],
)
def test_what_is_needed_and_what_is_not(
    client: Client, monkeypatch: pytest.MonkeyPatch, away: str, status: str, code: int
) -> None:
    set_up(monkeypatch, **{away: True})

    response = client.get("/readyz")

    assert (response.status_code, response.json()["status"]) == (code, status)
    assert {name: check["ok"] for name, check in response.json()["checks"].items()} == {
        name: name != away for name in NAMES
    }
    assert b"secret" not in response.content


def test_it_needs_no_session_and_no_known_host(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch)

    response = client.get("/readyz", headers={"host": "10.0.0.7"})

    assert response.status_code == 200
    assert (response.headers["Cache-Control"], "Set-Cookie" in response.headers) == ("no-store", False)
    assert response.headers["Content-Length"] == str(len(response.content))
    assert client.post("/readyz").status_code == 405


def test_a_replica_that_is_away_degrades(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    set_up(monkeypatch)
    monkeypatch.setattr(readiness, "has_replica", lambda: True)
    monkeypatch.setattr(readiness, "REPLICA_PROBE", Probe("replica", answers(False)))

    told = client.get("/readyz").json()

    assert (told["status"], told["checks"]["replica"]["ok"]) == ("degraded", False)


@pytest.mark.django_db
def test_a_migration_that_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checks.migrations() is True

    known = {**checks.known_migrations(), ("articles", "9999_later"): frozenset()}
    monkeypatch.setattr(checks, "known_migrations", lambda: known)

    assert checks.migrations() is False


@pytest.mark.django_db
def test_a_migration_whose_parts_are_applied_is_not_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = frozenset(list(checks.known_migrations())[:2])
    monkeypatch.setattr(checks, "known_migrations", lambda: {("articles", "0001_squashed"): parts})

    assert checks.migrations() is True


def test_redis_itself_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Redis:
        def ping(self) -> bool:
            raise ConnectionError

    monkeypatch.setattr(checks, "redis_client", Redis)

    with pytest.raises(ConnectionError):
        checks.cache_answers()


def test_a_folder_that_can_be_made_is_storage(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(checks, "default_storage", FileSystemStorage(tmp_path / "media" / "new"))
    assert checks.storage() is True

    asked: list[str] = []
    monkeypatch.setattr(checks.os, "access", lambda folder, mode: asked.append(folder))
    assert not checks.storage()
    assert asked == [str(tmp_path)]


def test_a_bucket_is_asked_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    class Bucket(Storage):
        def exists(self, name: str) -> bool:
            raise PermissionError

    monkeypatch.setattr(checks, "default_storage", Bucket())

    with pytest.raises(PermissionError):
        checks.storage()
