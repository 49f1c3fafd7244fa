"""How each kind of process is connected to PostgreSQL, and what happens when it has no connection left."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.db.backends.postgresql.base import DatabaseWrapper

from config import process
from config.settings.databases import databases

ADDRESS = "postgres://ada@db.example:5432/nuages"


@pytest.fixture
def kind(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> process.Kind:
    found: process.Kind = getattr(request, "param", "web")
    monkeypatch.setattr(process, "_declared", found)
    monkeypatch.setenv("DATABASE_URL", ADDRESS)
    return found


@pytest.mark.parametrize(
    ("kind", "parameters"),
    [
        ("web", " -c statement_timeout=30s -c lock_timeout=10s -c idle_in_transaction_session_timeout=60s"),
        ("worker", " -c statement_timeout=300s -c lock_timeout=30s -c idle_in_transaction_session_timeout=300s"),
        ("command", ""),
    ],
    indirect=["kind"],
)
def test_limits_are_those_of_the_kind(kind: process.Kind, parameters: str) -> None:
    options = databases()["default"]["OPTIONS"]

    assert (options["options"], options["application_name"]) == (f"-c jit=off{parameters}", f"nuages {kind}")
    assert ("pool" in options) == (kind != "command")


@pytest.mark.parametrize("kind", ["command"], indirect=True)
def test_what_is_run_by_hand_is_never_cut_off(kind: process.Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_STATEMENT_TIMEOUT", "1")

    assert databases()["default"]["OPTIONS"]["options"] == "-c jit=off"


def test_variables_say_otherwise(kind: process.Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    variables = {
        "DATABASE_CONNECT_TIMEOUT": "3",
        "DATABASE_STATEMENT_TIMEOUT": "7",
        "DATABASE_LOCK_TIMEOUT": "0",
        "DATABASE_IDLE_TRANSACTION_TIMEOUT": "9",
        "DATABASE_POOL_MIN_SIZE": "2",
        "DATABASE_POOL_MAX_SIZE": "5",
        "DATABASE_POOL_TIMEOUT": "4",
        "DATABASE_POOL_MAX_LIFETIME": "60",
        "DATABASE_POOL_MAX_IDLE": "30",
        "DATABASE_POOL_CHECK": "false",
        "DATABASE_PREPARE_THRESHOLD": "0",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    database = databases()["default"]
    options = database["OPTIONS"]

    limits = "-c statement_timeout=7s -c lock_timeout=0s -c idle_in_transaction_session_timeout=9s"
    assert options["options"] == f"-c jit=off {limits}"
    assert options["pool"] == {
        "name": "nuages web",
        "min_size": 2,
        "max_size": 5,
        "timeout": 4,
        "max_lifetime": 60,
        "max_idle": 30,
    }
    assert (options["connect_timeout"], options["prepare_threshold"]) == (3, None)
    assert database["CONN_HEALTH_CHECKS"] is False


def test_the_address_has_the_last_word(kind: process.Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    given = "sslmode=verify-full&sslrootcert=/run/secrets/ca.pem&connect_timeout=2&options=-c%20work_mem%3D8MB"
    monkeypatch.setenv("DATABASE_URL", f"{ADDRESS}?{given}")

    options = databases()["default"]["OPTIONS"]

    assert (options["sslmode"], options["sslrootcert"]) == ("verify-full", "/run/secrets/ca.pem")
    assert options["connect_timeout"] == 2
    assert options["options"].endswith(" -c idle_in_transaction_session_timeout=60s -c work_mem=8MB")


def test_a_replica_is_connected_to_in_the_same_way(kind: process.Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(databases()) == ["default"]
    monkeypatch.setenv("DATABASE_REPLICA_URL", "postgres://reader@copy.example/nuages")

    found = databases()

    assert (found["default"]["ATOMIC_REQUESTS"], found["replica"]["ATOMIC_REQUESTS"]) == (True, False)
    assert (found["replica"]["HOST"], found["replica"]["USER"]) == ("copy.example", "reader")
    ours, theirs = found["default"]["OPTIONS"], found["replica"]["OPTIONS"]
    pool = ours.get("pool")
    assert theirs == ours | ({"pool": pool | {"timeout": 1}} if pool else {})


def test_sqlite_has_none_of_this(kind: process.Kind, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///nuages.sqlite3")

    assert "OPTIONS" not in databases()["default"]


@pytest.fixture
def pooled(kind: process.Kind, monkeypatch: pytest.MonkeyPatch) -> Iterator[DatabaseWrapper]:
    """A connection of a web process to the tests' database, from a pool of one."""
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL.")
    monkeypatch.setenv("DATABASE_POOL_MAX_SIZE", "1")
    monkeypatch.setenv("DATABASE_POOL_TIMEOUT", "1")
    wrapper = wrapper_like(databases()["default"])
    yield wrapper
    wrapper.close()
    wrapper.close_pool()


def wrapper_like(ours: dict[str, Any]) -> DatabaseWrapper:
    where = {name: connection.settings_dict[name] for name in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    return DatabaseWrapper(connection.settings_dict | ours | where, alias="pooled")


@pytest.mark.django_db(transaction=True)
def test_postgresql_holds_a_web_process_to_its_limits(pooled: DatabaseWrapper) -> None:
    names = ["statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout", "jit", "application_name"]
    with pooled.cursor() as cursor:
        found = {}
        for name in names:
            cursor.execute(f"SHOW {name}")
            (found[name],) = cursor.fetchone()

    assert found == {
        "statement_timeout": "30s",
        "lock_timeout": "10s",
        "idle_in_transaction_session_timeout": "1min",
        "jit": "off",
        "application_name": "nuages web",
    }


@pytest.mark.django_db(transaction=True)
def test_a_pool_without_a_connection_left_is_an_error_of_the_database(pooled: DatabaseWrapper) -> None:
    problems: list[Exception] = []

    def ask() -> None:
        other = DatabaseWrapper(pooled.settings_dict, alias="pooled")
        try:
            other.ensure_connection()
        except OperationalError as error:
            problems.append(error)

    with pooled.cursor():  # the only connection there is
        thread = threading.Thread(target=ask)
        thread.start()
        thread.join()

    assert [str(problem) for problem in problems] == ["couldn't get a connection after 1.00 sec"]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_cut_is_not_given_to_a_request(pooled: DatabaseWrapper) -> None:
    with pooled.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (number,) = cursor.fetchone()
    pooled.close()  # back into the pool
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [number])

    with pooled.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone() != (number,)
