"""The programs of PostgreSQL: found, new enough, and told of no password that others could read."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError
from django.db import connection, connections

from config.backup import postgresql
from config.backup.folder import BackupFolder
from content_api.transfer.snapshot import snapshot
from tests.config.backup.conftest import run

pytestmark = [
    pytest.mark.usefixtures("own_database"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="The database is not PostgreSQL."),
]


def test_a_program_that_is_missing_is_named_with_what_to_install(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql.shutil, "which", lambda name: None)

    with pytest.raises(CommandError, match=r"pg_dump is not there\. Install PostgreSQL's client programs, version \d+"):
        run("backup", kept)

    assert BackupFolder(kept).backups() == []


def test_a_program_that_is_older_than_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections["default"], "pg_version", 99_00_01)

    with pytest.raises(postgresql.ToolError, match=r"pg_dump is older than the server \(pg_dump \(PostgreSQL\) \d+"):
        postgresql.tool("pg_dump")


def test_the_password_is_in_the_environment_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[list[str], dict[str, str]]] = []
    real = subprocess.run

    def note(command: list[str], **options: Any) -> Any:
        called.append((command, options.get("env") or {}))
        return real(command, **options)

    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "known-to-nobody")
    monkeypatch.setattr(postgresql.subprocess, "run", note)

    with snapshot():
        postgresql.dump(tmp_path / "dump")

    assert [environment.get("PGPASSWORD") for _, environment in called] == [None, "known-to-nobody"]
    assert [word for command, _ in called for word in command if "known-to-nobody" in word] == []


def test_the_settings_of_tls_are_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setitem(connection.settings_dict, "HOST", "db.example")
        patch.setitem(connection.settings_dict["OPTIONS"], "sslmode", "verify-full")
        found = postgresql.environment()

    assert (found["PGHOST"], found["PGSSLMODE"]) == ("db.example", "verify-full")


def test_what_a_program_says_of_its_failure_is_told(kept: Path) -> None:
    with snapshot(), pytest.raises(postgresql.ToolError, match="pg_dump has failed"):
        postgresql.dump(kept / "no" / "such" / "folder")
