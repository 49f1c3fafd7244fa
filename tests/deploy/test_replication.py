"""deploy/postgres: two PostgreSQL clusters of the tests' own, the second a copy that follows the first."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest

from tests.programs import HOST, PROJECT, Program, free_port
from tests.proof.services.postgresql import USER, binaries

SCRIPTS = PROJECT / "deploy" / "postgres"
PATIENCE = 60  # seconds
PASSWORD = "it's a secret"  # an apostrophe would end a text in SQL


def server(name: str, command: list[str], environment: dict[str, str], folder: Path) -> Program:
    """A server, with its log in ``folder``. SIGINT is PostgreSQL's fast shutdown."""
    return Program(name, command, environment, lambda: True, folder=folder, user=USER, end=signal.SIGINT)


def connect(port: int, database: str = "nuages") -> psycopg.Connection:
    """As soon as it accepts connections."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return psycopg.connect(host=HOST, port=port, dbname=database, user="nuages", autocommit=True)
        except psycopg.OperationalError:
            assert time.monotonic() < deadline
        time.sleep(0.1)


def reached(connection: psycopg.Connection, statement: str, value: object) -> bool:
    """Whether it answers this in time."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if connection.execute(statement).fetchone() == (value,):
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def folder() -> Iterator[Path]:
    """Where the user who runs PostgreSQL may write; root may not run it."""
    made = Path(tempfile.mkdtemp(prefix="nuages-replica-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam(USER)
        os.chown(made, owner.pw_uid, owner.pw_gid)
    yield made
    shutil.rmtree(made)


@pytest.fixture
def who() -> Any:
    if binaries() is None:
        pytest.skip("There is no PostgreSQL server on this machine.")
    if os.geteuid() != 0:
        return {}
    try:
        owner = pwd.getpwnam(USER)
    except KeyError:
        pytest.skip(f"PostgreSQL does not run as root, and there is no user {USER}.")
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}


def test_the_replica_follows_the_primary(who: Any, folder: Path) -> None:
    first, second = free_port(), free_port()
    secret = folder / "password"
    secret.write_text(PASSWORD)
    secret.chmod(0o644)
    primary, replica = folder / "primary", folder / "replica"
    environment = {
        "PATH": f"{binaries()}:{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "POSTGRES_USER": "nuages",
        "POSTGRES_DB": "nuages",
        "REPLICATION_PASSWORD_FILE": str(secret),
        "PGHOST": HOST,
        "PGPORT": str(first),
        "PRIMARY_HOST": HOST,
        "PRIMARY_PORT": str(first),
    }
    settings = ["-c", f"listen_addresses={HOST}", "-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]

    def run(command: list[str], data: Path) -> None:
        subprocess.run(command, env=environment | {"PGDATA": str(data)}, check=True, stdout=subprocess.DEVNULL, **who)

    with ExitStack() as stack:
        run(["initdb", "--username=nuages", "--auth=trust", "--no-sync"], primary)
        # As in the image: nobody may copy the database so far.
        (primary / "pg_hba.conf").write_text("host all nuages 127.0.0.1/32 trust\n")
        command = ["postgres", "-D", str(primary), "-p", str(first), *settings]
        stack.enter_context(server("primary", command, environment, folder))
        with connect(first, "postgres") as maintenance:
            maintenance.execute("CREATE DATABASE nuages")
        run(["sh", str(SCRIPTS / "10-replication.sh")], primary)
        one = stack.enter_context(connect(first))
        one.execute("SELECT pg_reload_conf()")
        one.execute("CREATE TABLE kept (number int)")
        one.execute("INSERT INTO kept VALUES (1)")

        command = ["sh", str(SCRIPTS / "replica.sh"), "-p", str(second), *settings]
        with server("replica", command, environment | {"PGDATA": str(replica)}, folder):
            two = stack.enter_context(connect(second))
            one.execute("INSERT INTO kept VALUES (2)")
            assert reached(two, "SELECT array_agg(number) FROM kept", [1, 2])
            assert two.execute("SELECT pg_is_in_recovery()").fetchone() == (True,)
            slots = one.execute("SELECT slot_name, active FROM pg_replication_slots").fetchall()
            assert slots == [("replica", True)]

        # Started again, it goes on with what it has, and the primary has kept what it missed.
        one.execute("INSERT INTO kept VALUES (3)")
        with server("again", command, environment | {"PGDATA": str(replica)}, folder):
            two = stack.enter_context(connect(second))
            assert reached(two, "SELECT array_agg(number) FROM kept", [1, 2, 3])

        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(host=HOST, port=first, user="replicator", password="guessed", replication="true")  # type: ignore[arg-type]
