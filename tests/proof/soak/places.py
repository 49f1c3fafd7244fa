"""Where things lie, the environment of the programs, and a database of the run's own."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import environ
import psycopg
from psycopg import sql

PROJECT = Path(__file__).resolve().parents[3]
SCRATCH = PROJECT / "var" / "soak"
HOST = "127.0.0.1"
# The source roots: the code is that of this folder, whatever is installed.
SOURCE_ROOTS = os.pathsep.join(str(PROJECT / root) for root in ("", "graphql", "site"))
SECONDS_TO_ANSWER = 3


def environment(database_url: str, redis_port: int, port: int = 0) -> dict[str, str]:
    """What production settings ask for. The caller's own settings do not reach the programs."""
    kept = {name: os.environ[name] for name in ("HOME", "LANG", "PATH", "TMPDIR") if name in os.environ}
    return {
        **kept,
        "ALLOWED_HOSTS": HOST,
        "BIND": f"{HOST}:{port}",
        "DATABASE_URL": database_url,
        "DEFAULT_FROM_EMAIL": "soak@nuages.example",
        "DJANGO_SETTINGS_MODULE": "tests.proof.soak.settings",
        "EMAIL_URL": "dummymail://",
        "GUNICORN_CMD_ARGS": "--access-logfile /dev/null",
        "LOG_LEVEL": "WARNING",
        "OUTBOUND_ALLOWED": f"{HOST}/32",
        "PUBLIC_API_URL": f"http://{HOST}:{port}",
        "PYTHONPATH": SOURCE_ROOTS,
        "REDIS_URL": f"redis://{HOST}:{redis_port}/0",
        "S3_BUCKET": "none",
        "SECRET_KEY": "a-key-that-signs-addresses-of-invented-images-and-nothing-else",
        "WEB_CONCURRENCY": "1",
        "WEBHOOKS_REQUIRE_HTTPS": "false",
    }


@contextmanager
def own_database(url: str) -> Iterator[str]:
    """The address of a new empty database on the server of ``url``; it is dropped in the end."""
    config = environ.Env.db_url_config(url)
    name = f"nuages_soak_{os.getpid()}"
    where = {
        "host": config["HOST"],
        "port": config["PORT"] or None,
        "user": config["USER"],
        "password": config["PASSWORD"] or None,
        "connect_timeout": SECONDS_TO_ANSWER,
    }

    def execute(statement: str, name: str) -> None:
        with psycopg.connect(dbname="postgres", autocommit=True, **where) as connection:
            connection.execute(sql.SQL(statement).format(sql.Identifier(name)))

    execute("CREATE DATABASE {}", name)
    try:
        yield f"{url.rpartition('/')[0]}/{name}"
    finally:
        execute("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def server_version(url: str) -> str:
    config: Any = environ.Env.db_url_config(url)
    with psycopg.connect(
        host=config["HOST"],
        port=config["PORT"] or None,
        user=config["USER"],
        password=config["PASSWORD"] or None,
        dbname="postgres",
        connect_timeout=SECONDS_TO_ANSWER,
    ) as connection:
        row = connection.execute("SHOW server_version").fetchone()
    return f"PostgreSQL {row[0].split()[0] if row else ''}"
