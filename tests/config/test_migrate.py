"""`manage.py migrate` on several machines at once, and in front of a table that is in use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from config.management.commands.migrate import LOCK

NAME = f"nuages_migrate_{os.getpid()}"
# The command with one app of Django's: enough to see who has migrated, and started in a second.
PROGRAM = """
import django
import environ
from django.conf import settings
from django.core.management import call_command

settings.configure(
    INSTALLED_APPS=["django.contrib.contenttypes"],
    DATABASES={"default": environ.Env().db("DATABASE_URL")},
)
django.setup()
from config.management.commands.migrate import Command
call_command(Command())
"""


@pytest.fixture
def needs_postgresql(db: None) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("DATABASE_URL names no PostgreSQL.")


def where(name: str) -> dict[str, Any]:
    """How psycopg connects to a database of the same server. Whoever is forgotten there lets go of its locks."""
    told = connection.settings_dict
    found = {"host": told["HOST"], "port": told["PORT"], "user": told["USER"], "password": told["PASSWORD"]}
    forgotten = "-c idle_session_timeout=60s -c idle_in_transaction_session_timeout=20s"
    return {key: value for key, value in found.items() if value} | {"dbname": name, "options": forgotten}


@pytest.fixture
def empty_database(needs_postgresql: None) -> Iterator[dict[str, Any]]:
    with psycopg.connect(**where("postgres"), autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{NAME}"')
        yield where(NAME)
        server.execute(f'DROP DATABASE "{NAME}" WITH (FORCE)')


def migrating() -> subprocess.Popen[str]:
    environment = os.environ | {"DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{NAME}"}
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM],
        cwd=settings.BASE_DIR,
        env=environment,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def test_one_of_two_migrates_and_the_other_finds_nothing_to_do(empty_database: dict[str, Any]) -> None:
    with psycopg.connect(**empty_database, autocommit=True) as another:
        another.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        processes = [migrating() for _ in range(2)]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "Another process migrates this database; waiting for its end ...\n"
        (tables,) = another.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() or ()
        another.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    outputs = [process.communicate(timeout=120) for process in processes]

    assert tables == 0
    assert ([process.returncode for process in processes], [problems for _, problems in outputs]) == ([0, 0], ["", ""])
    assert sorted("No migrations to apply." in output for output, _ in outputs) == [False, True]
    with psycopg.connect(**empty_database) as after:
        applied = after.execute("SELECT name FROM django_migrations ORDER BY id").fetchall()
    assert applied == [("0001_initial",), ("0002_remove_content_type_name",)]


@pytest.mark.django_db(transaction=True)
def test_a_table_in_use_is_not_waited_for_for_ever(needs_postgresql: None) -> None:
    call_command("migrate", "media", "0001", verbosity=0)
    with psycopg.connect(**where(connection.settings_dict["NAME"])) as reader:
        reader.execute("SELECT count(*) FROM media_rendition")  # and its transaction stays open

        with pytest.raises(CommandError) as refused:
            call_command("migrate", "media", lock_timeout=1, verbosity=0)

    assert str(refused.value).startswith("media.0002_rendition_file_size could not get hold of a table within 1 second")
    with connection.cursor() as cursor:
        cursor.execute("SHOW lock_timeout")
        assert cursor.fetchone() == ("0",)
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (0,)
    call_command("migrate", "media", lock_timeout=1, verbosity=0)


@pytest.mark.django_db
def test_nothing_is_left_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("migrate")

    assert "No migrations to apply." in capsys.readouterr().out
