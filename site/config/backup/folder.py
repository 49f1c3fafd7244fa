"""A folder of backups.

    20261126T181142.123Z/   one backup: manifest.json and the database
    media/ab/ab12…          files by their SHA-256, which all backups share

A backup is written under a name that begins with a dot, and renamed when it is complete: what has no dot is whole.
"""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from . import manifest
from .errors import UnusableBackupError
from .manifest import Kept, Manifest

NAME = re.compile(r"\d{8}T\d{6}\.\d{3}Z")
UNFINISHED = ".unfinished-"
MEDIA = "media"
LOCK = ".lock"


class BackupFolder:
    """One folder, for one installation."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def backups(self) -> list[Path]:
        """Those that are complete, the oldest first."""
        if not self.path.is_dir():
            return []
        return sorted(entry for entry in self.path.iterdir() if NAME.fullmatch(entry.name) and entry.is_dir())

    def chosen(self, name: str = "") -> Path:
        """The backup of that name, the newest where none is named."""
        backups = self.backups()
        if not backups:
            raise UnusableBackupError(f"{self.path} holds no complete backup.")
        if not name:
            return backups[-1]
        if (found := self.path / name) not in backups:
            names = ", ".join(one.name for one in backups)
            raise UnusableBackupError(f"{self.path} holds no backup {name}, but {names}.")
        return found

    def newest(self) -> Manifest | None:
        """What the newest backup holds, for the next one to compare with; one that cannot be read does not count."""
        try:
            return manifest.read(self.chosen())
        except UnusableBackupError:
            return None

    @contextmanager
    def new(self, moment: datetime) -> Iterator[Path]:
        """A place for a backup of ``moment``, which is there under its name when the block ends well."""
        name = f"{moment.astimezone(UTC):%Y%m%dT%H%M%S}.{moment.microsecond // 1000:03}Z"
        beside = self.path / f"{UNFINISHED}{name}"
        beside.mkdir(mode=0o700)
        try:
            yield beside
            beside.rename(self.path / name)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        _flush(self.path)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Nobody else writes here meanwhile. What a killed backup has left is removed."""
        if self.path.exists() and not self.is_ours():
            raise UnusableBackupError(f"{self.path} holds something that is no backup. Choose an empty folder.")
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        with (self.path / LOCK).open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise UnusableBackupError(f"Another backup is being written to {self.path}.") from error
            for left in self.path.glob(f"{UNFINISHED}*"):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            yield

    def is_ours(self) -> bool:
        """Whether it is empty or holds backups alone."""
        if not self.path.is_dir():
            return False
        return all(
            NAME.fullmatch(entry.name) or entry.name in (MEDIA, LOCK, "lost+found") or entry.name.startswith(UNFINISHED)
            for entry in self.path.iterdir()
        )

    def file(self, kept: Kept) -> Path:
        """Where the bytes of ``kept`` lie."""
        return self.path / MEDIA / kept.sha256[:2] / kept.sha256

    def has(self, kept: Kept) -> bool:
        path = self.file(kept)
        return path.is_file() and path.stat().st_size == kept.bytes

    @contextmanager
    def unfinished_file(self) -> Iterator[IO[bytes]]:
        """A file to write to, and then to ``take``; gone after the block."""
        with tempfile.NamedTemporaryFile(dir=self.path, prefix=UNFINISHED, delete=False) as file:
            try:
                yield file
            finally:
                Path(file.name).unlink(missing_ok=True)

    def take(self, file: IO[bytes], kept: Kept) -> None:
        """Let what was written to ``file`` be the bytes of ``kept``."""
        file.flush()
        os.fsync(file.fileno())
        target = self.file(kept)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        Path(file.name).replace(target)

    def prune(self, keep: int) -> int:
        """Remove all but the newest ``keep`` backups, and the files that none of these holds: their number."""
        backups = self.backups()
        for old in backups[:-keep]:
            shutil.rmtree(old.rename(self.path / f"{UNFINISHED}{old.name}"))
        wanted = {kept.sha256 for left in backups[-keep:] for kept in manifest.read(left).files.values()}
        unwanted = [path for path in (self.path / MEDIA).glob("*/*") if path.name not in wanted]
        for path in unwanted:
            path.unlink()
        return len(unwanted)


def write_flushed(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    _flush(path.parent)


def _flush(folder: Path) -> None:
    """Let names that were given in ``folder`` outlive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
