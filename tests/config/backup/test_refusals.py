"""What is no good backup is refused, and then nothing has changed."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management.base import CommandError
from django.db import connection

from config.backup import facts, postgresql
from config.backup.folder import BackupFolder
from config.backup.making import Backup
from config.backup.manifest import MANIFEST
from content_api.changes.log import current_epoch
from media.models import Document
from tests.config.backup.conftest import run
from tests.factories.media import DocumentFactory

pytestmark = pytest.mark.usefixtures("own_database")


@pytest.fixture
def made(kept: Path) -> Path:
    """A backup with one document; the same database is still there."""
    DocumentFactory(title="In the backup")
    run("backup", kept)
    return BackupFolder(kept).backups()[-1]


def refused(kept: Path, message: str, **options: Any) -> None:
    """The restore is refused with ``message``, and the database is the one from before."""
    Document.objects.update(title="From before")
    epoch = current_epoch()
    with pytest.raises(CommandError, match=message):
        run("restore", kept, **{"yes": True, "replace": True} | options)
    assert (Document.objects.get().title, current_epoch()) == ("From before", epoch)


def change_manifest(made: Path, change: Callable[[dict[str, Any]], None]) -> None:
    found = json.loads((made / MANIFEST).read_text())
    change(found)
    (made / MANIFEST).write_text(json.dumps(found))


def damage(path: Path) -> None:
    """Turn one bit over."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_a_damaged_dump(kept: Path, made: Path) -> None:
    name = facts.engine().FILE
    damage(made / name)

    refused(kept, f"damaged. Missing or changed: {made.name}/{name}")


def test_a_damaged_file(kept: Path, made: Path) -> None:
    (file,) = (path for path in (kept / "media").rglob("*") if path.is_file())
    damage(file)

    refused(kept, f"damaged. Missing or changed: {file.relative_to(kept)}")


def test_a_missing_file(kept: Path, made: Path) -> None:
    shutil.rmtree(kept / "media")

    refused(kept, "damaged. Missing or changed: media/")


def test_a_newer_release(kept: Path, made: Path) -> None:
    change_manifest(made, lambda found: found["migrations"].append("articles.9999_later"))

    refused(kept, r"newer release .* articles\.9999_later\. Install that release first")


def test_another_kind_of_database(kept: Path, made: Path) -> None:
    change_manifest(made, lambda found: found["database"].update(vendor="oracle"))

    refused(kept, f"a backup of oracle, and the database here is {connection.vendor}")


@pytest.mark.parametrize(
    ("_case", "change", "message"),
    [
        ("another format", {"format": "else"}, "is not that of a backup"),
        ("another version", {"version": 2}, "has the form 2; this version of Nuages reads 1"),
        ("a field too many", {"more": 1}, "is damaged"),
        ("no files", {"files": None}, "is damaged"),
        ("no digest", {"files": {"a": {"sha256": "../../a", "bytes": 1}}}, "is damaged"),
        (
            "a path for the database",
            {"database": {"vendor": "x", "server": "1", "file": "../a", "sha256": "0" * 64, "bytes": 1}},
            "is damaged",
        ),
    ],
)
def test_a_manifest_that_cannot_be_understood(
    _case: str, change: dict[str, Any], message: str, kept: Path, made: Path
) -> None:
    change_manifest(made, lambda found: found.update(change))

    refused(kept, message)


def test_content_that_would_be_lost(kept: Path, made: Path) -> None:
    get_user_model().objects.create_user("ada")

    refused(kept, "There are users, documents here, which would be lost: --replace allows it", replace=False)


def test_nobody_can_be_asked(kept: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(""))

    refused(kept, "--yes says that the database may be replaced", yes=False)


@pytest.mark.parametrize("answer", ["", "yes", "no"])
def test_whoever_does_not_confirm(answer: str, kept: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", lambda _: answer)

    refused(kept, "Nothing was restored", yes=False)


def test_a_dry_run_only_checks(kept: Path, made: Path) -> None:
    Document.objects.update(title="From before")

    said = run("restore", kept, dry_run=True)

    assert said.splitlines()[-1] == "It is whole. Here are documents now."
    assert Document.objects.get().title == "From before"


def test_a_folder_without_a_complete_backup(kept: Path, made: Path) -> None:
    made.rename(made.with_name(f".unfinished-{made.name}"))

    refused(kept, "holds no complete backup")


def test_a_name_that_no_backup_has(kept: Path, made: Path) -> None:
    refused(kept, f"holds no backup yesterday, but {made.name}", at="yesterday")


def test_a_dump_that_fails_in_the_middle_changes_nothing(
    kept: Path, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL restores statement by statement.")
    monkeypatch.setattr(postgresql, "END", "SELECT 1 / 0; COMMIT;")

    refused(kept, "The database was left as it was: .*division by zero")


def test_a_dump_without_an_end_changes_nothing(kept: Path, made: Path) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL restores statement by statement.")
    dump = made / postgresql.FILE
    whole = dump.read_bytes()
    Document.objects.update(title="From before")
    dump.write_bytes(whole[: len(whole) * 3 // 4])

    with pytest.raises(postgresql.ToolError, match=r"left as it was: .*pg_restore"):
        postgresql.restore(dump)

    assert Document.objects.get().title == "From before"


def test_a_folder_with_something_else(kept: Path) -> None:
    kept.mkdir()
    (kept / "thesis.odt").write_text("years of work")

    with pytest.raises(CommandError, match="holds something that is no backup"):
        run("backup", kept)

    assert [path.name for path in kept.iterdir()] == ["thesis.odt"]


def test_two_at_once(kept: Path, made: Path) -> None:
    with (kept / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CommandError, match="Another backup is being written"):
            run("backup", kept)


def test_an_interrupted_backup_leaves_the_ones_before(kept: Path, made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Backup, "_files", interrupt)

    with pytest.raises(KeyboardInterrupt):
        run("backup", kept)

    assert sorted(path.name for path in kept.iterdir()) == [".lock", made.name, "media"]


def test_what_a_killed_backup_left_is_removed_by_the_next(kept: Path, made: Path) -> None:
    (kept / ".unfinished-20260101T000000.000Z").mkdir()
    (kept / ".unfinished-x7").write_bytes(b"half")

    run("backup", kept)

    assert [path.name for path in kept.glob(".unfinished*")] == []
