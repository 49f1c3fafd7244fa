"""Backups share their files; old ones are removed with what they alone hold."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management.base import CommandError

from config.backup.folder import BackupFolder
from config.backup.manifest import MANIFEST
from config.progress import Progress
from media.models import Document
from tests.config.backup.conftest import run
from tests.factories.media import DocumentFactory

pytestmark = pytest.mark.usefixtures("own_database")


def files(kept: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in (kept / "media").rglob("*") if path.is_file())


def document(content: bytes) -> Document:
    made: Document = DocumentFactory(file=ContentFile(content, name="a.txt"))
    return made


def test_only_new_files_are_copied(kept: Path) -> None:
    document(b"one")
    first = run("backup", kept)
    document(b"two")
    second = run("backup", kept)

    assert "1 files (1 new)" in first
    assert "2 files (1 new)" in second
    assert files(kept) == [b"one", b"two"]


def test_old_backups_go_with_what_they_alone_hold(kept: Path) -> None:
    document(b"one")
    old = document(b"old")
    run("backup", kept)
    old.delete()
    run("backup", kept)
    assert files(kept) == [b"old", b"one"]
    run("backup", kept, keep=2)

    assert len(BackupFolder(kept).backups()) == 2
    assert files(kept) == [b"one"]


@pytest.mark.parametrize("keep", [0, -1])
def test_at_least_one_is_kept(keep: int, kept: Path) -> None:
    with pytest.raises(CommandError, match="1 or more"):
        run("backup", kept, keep=keep)
    assert not kept.exists()


def test_an_older_one_can_be_chosen(kept: Path) -> None:
    first = document(b"one")
    run("backup", kept)
    name = BackupFolder(kept).backups()[0].name
    first.delete()
    run("backup", kept)

    run("restore", kept, yes=True, at=name)

    with Document.objects.get().file.open() as file:
        assert file.read() == b"one"


def test_a_damaged_file_is_written_anew_where_its_size_shows_it(kept: Path) -> None:
    document(b"one")
    run("backup", kept)
    (file,) = (path for path in (kept / "media").rglob("*") if path.is_file())
    file.write_bytes(b"")

    assert "1 files (1 new)" in run("backup", kept)
    assert files(kept) == [b"one"]


def test_a_file_that_is_nowhere_is_told_and_kept_in_mind(kept: Path, media_root: Path) -> None:
    lost = document(b"one")
    (media_root / lost.file.name).unlink()

    said = run("backup", kept)

    assert f"A row names this file, and it is nowhere: {lost.file.name}" in said
    assert "the backup does not hold it" in run("restore", kept, yes=True, replace=True)


def test_the_manifest_says_what_is_in_it(kept: Path) -> None:
    document(b"one")
    run("backup", kept)
    made = json.loads((BackupFolder(kept).backups()[0] / MANIFEST).read_text())

    assert (made["format"], made["version"]) == ("nuages backup", 1)
    assert made["counts"]["media.Document"] == 1
    assert "media.0001_initial" in made["migrations"]
    assert [kept["bytes"] for kept in made["files"].values()] == [3]
    assert made["missing"] == []


def test_nobody_else_on_the_machine_may_read_it(kept: Path) -> None:
    document(b"one")
    run("backup", kept)

    open_to_others = [path for path in [kept, *kept.rglob("*")] if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)]
    assert [path for path in open_to_others if path.name != ".lock"] == []


def test_progress_is_told(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[str, int, int]] = []
    monkeypatch.setattr(Progress, "__call__", lambda self, *said: told.append(said))
    document(b"one")
    run("backup", kept)
    run("restore", kept, yes=True, replace=True)

    assert told == [("files", 1, 1), ("files checked", 1, 2), ("files checked", 2, 2), ("files", 1, 1)]
