"""Databases of the benchmark's own, all named ``nuages_bench…``: on PostgreSQL where it answers, else in SQLite."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
import subprocess
import sys
import time
from abc import ABC, abstractmethod
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import environ
import psycopg
from psycopg import sql

from .places import PROJECT, SCRATCH, environment
from .sides import Side

PREFIX = "nuages_bench"
SECONDS_TO_ANSWER = 3
ADVISORY_LOCK = 19_341_953  # any number, the same in every run


class BusyError(Exception):
    """Another run is going on: it would take these databases for its own, and spoil the times of both."""


class Databases(ABC):
    """What both kinds of database can do. ``touched`` are the names that this run has used."""

    title: str

    def __init__(self) -> None:
        self.touched: set[str] = set()

    def drop_touched(self) -> None:
        for name in self.touched & set(self.names()):
            self.drop(name)

    @abstractmethod
    def address(self, name: str) -> str: ...

    @abstractmethod
    def names(self) -> list[str]:
        """Those of the benchmark."""

    @abstractmethod
    def create(self, name: str, template: str = "") -> None: ...

    @abstractmethod
    def rename(self, name: str, new: str) -> None: ...

    @abstractmethod
    def drop(self, name: str) -> None:
        """Nothing happens where there is none, or where somebody is using it."""

    @abstractmethod
    def tidy(self, name: str) -> None:
        """Gather statistics, as a database in service has them."""


class PostgreSQL(Databases):
    """Raises ``BusyError`` where another run uses the server."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self._url = url.rpartition("/")[0]
        config = environ.Env.db_url_config(url)
        self._where = {
            "host": config["HOST"],
            "port": config["PORT"] or None,
            "user": config["USER"],
            "password": config["PASSWORD"] or None,
            "connect_timeout": SECONDS_TO_ANSWER,
        }
        self._lock = self._connected("postgres")  # the lock ends with the connection
        if self._lock.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK]).fetchone() != (True,):
            self._lock.close()
            raise BusyError("another benchmark is running on this PostgreSQL server")
        version = self._lock.execute("SHOW server_version").fetchone()
        self.title = f"PostgreSQL {version[0].split()[0] if version else ''}"

    def address(self, name: str) -> str:
        return f"{self._url}/{name}"

    def names(self) -> list[str]:
        with self._connected("postgres") as connection:
            rows = connection.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX])
            return [name for (name,) in rows]

    def create(self, name: str, template: str = "") -> None:
        self._execute("CREATE DATABASE {} TEMPLATE {}", name, template or "template0")

    def rename(self, name: str, new: str) -> None:
        self._execute("ALTER DATABASE {} RENAME TO {}", name, new)

    def drop(self, name: str) -> None:
        try:
            self._execute("DROP DATABASE IF EXISTS {}", name)
        except psycopg.errors.ObjectInUse:
            print(f"The database {name} is in use and stays.")

    def tidy(self, name: str) -> None:
        with self._connected(name) as connection:
            connection.execute("VACUUM (ANALYZE)")

    def _execute(self, statement: str, *names: str) -> None:
        with self._connected("postgres") as connection:
            connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))

    def _connected(self, name: str) -> psycopg.Connection[Any]:
        return psycopg.connect(dbname=name, autocommit=True, **self._where)


class SQLite(Databases):
    title = f"SQLite {sqlite3.sqlite_version}"

    def address(self, name: str) -> str:
        return f"sqlite:///{self._path(name)}"

    def names(self) -> list[str]:
        return [path.stem for path in SCRATCH.glob(f"{PREFIX}*.sqlite3")]

    def create(self, name: str, template: str = "") -> None:
        if template:
            self.tidy(template)
            shutil.copyfile(self._path(template), self._path(name))

    def rename(self, name: str, new: str) -> None:
        self.tidy(name)
        self._path(name).rename(self._path(new))

    def drop(self, name: str) -> None:
        for suffix in ("", "-wal", "-shm"):
            self._path(name).with_suffix(f".sqlite3{suffix}").unlink(missing_ok=True)

    def tidy(self, name: str) -> None:
        with closing(sqlite3.connect(self._path(name))) as connection:
            connection.execute("ANALYZE")
            connection.commit()
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _path(self, name: str) -> Path:
        SCRATCH.mkdir(parents=True, exist_ok=True)
        return SCRATCH / f"{name}.sqlite3"


def databases(url: str) -> Databases:
    """The server at ``url`` if it answers within seconds, else files."""
    if url.startswith("sqlite:"):
        return SQLite()
    try:
        return PostgreSQL(url)
    except psycopg.OperationalError as error:
        print(f"PostgreSQL does not answer, so SQLite it is: {str(error).strip().splitlines()[0]}")
        return SQLite()


@dataclass(frozen=True)
class Filled:
    """A database with content. ``seconds`` that filling took; ``None`` where it was there already."""

    name: str
    address: str
    seconds: float | None


def filled(store: Databases, side: Side, total: int) -> Filled:
    """A database of ``side`` with ``total`` articles: one that a run kept, or a new one.

    It gets its name when it is complete, so that what an interrupted run leaves behind is never taken for content.
    """
    start = f"{PREFIX}_{side.name}_{total}_"
    name, unfinished = start + digest(side), f"{start}unfinished"
    store.touched |= {name, unfinished}
    there = store.names()
    if name in there:
        print(f"{side.title}, {total:,} articles: kept by an earlier run.")
        return Filled(name, store.address(name), None)
    for outdated in there:
        if outdated.startswith(start):
            store.drop(outdated)
    store.create(unfinished, template=migrated(store, side))
    print(f"{side.title}: building {total:,} articles ...", flush=True)
    started = time.monotonic()
    run(side, store.address(unfinished), "-m", side.filling, str(total))
    seconds = time.monotonic() - started
    store.tidy(unfinished)
    store.rename(unfinished, name)
    print(f"{side.title}: built in {seconds:.0f} s.")
    return Filled(name, store.address(name), seconds)


def migrated(store: Databases, side: Side) -> str:
    """The name of an empty database of ``side`` with all tables."""
    start = f"{PREFIX}_{side.name}_empty_"
    name, unfinished = start + digest(side), f"{start}unfinished"
    store.touched |= {name, unfinished}
    there = store.names()
    if name not in there:
        for outdated in there:
            if outdated.startswith(start):
                store.drop(outdated)
        store.create(unfinished)
        print(f"{side.title}: migrating ...", flush=True)
        run(side, store.address(unfinished), "-m", "django", "migrate", "--verbosity", "0")
        store.rename(unfinished, name)
    return name


def run(side: Side, address: str, *arguments: str) -> None:
    """Run Python with the settings of ``side``; its errors end the benchmark."""
    subprocess.run(
        [sys.executable, *arguments], cwd=PROJECT, check=True, env=environment(side.settings_module, address)
    )


def digest(side: Side) -> str:
    """Names the state of everything that decides what the database holds."""
    found = hashlib.sha256()
    for folder in side.sources:
        for path in sorted((PROJECT / folder).rglob("*.py")):
            found.update(str(path.relative_to(PROJECT)).encode())
            found.update(path.read_bytes())
    return found.hexdigest()[:10]
