"""A folder that is written as a whole: beside its place first, then put there.

A new folder appears by one renaming. One that is there is an export of ours or empty, else nothing is written: its
parts are exchanged one by one, the manifest last. Whatever else lies in it, such as ``.git``, stays. An exchange that
is interrupted leaves a folder that no import takes, and that the next export puts right.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from .documents import as_bytes
from .layout import FOLDERS, FORMAT, MANIFEST, SUMS, VERSION

PIECE = 1 << 20  # bytes


class ForeignFolderError(Exception):
    """A folder holds something that is no export."""


class NewFolder:
    """The folder while it is written. Digests are computed on the way."""

    def __init__(self, path: Path, before: Path) -> None:
        self._path = path
        self._before = before

    def write(self, path: str, content: bytes) -> None:
        with self.open(path) as file:
            file.write(content)

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        target = self._path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:
            yield file

    def copy(self, path: str, pieces: Iterable[bytes]) -> None:
        with self.open(path) as file:
            for piece in pieces:
                file.write(piece)

    def take_over(self, path: str, sha1: str) -> bool:
        """Take the file at ``path`` from the export before, if it has this digest: media are large and stay."""
        before = self._before / path
        if not sha1 or not before.is_file() or before.is_symlink() or digest_of(before, "sha1") != sha1:
            return False
        target = self._path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(before, target)
        except OSError:
            shutil.copyfile(before, target)
        return True

    def finish(self, facts: dict[str, Any]) -> None:
        """Write the digests and, with ``facts``, the manifest."""
        total = 0
        with self.open(SUMS) as sums:
            for path in files_below(self._path):
                if path != SUMS:
                    total += (self._path / path).stat().st_size
                    sums.write(f"{digest_of(self._path / path)}  {path}\n".encode())
        head = {"format": FORMAT, "version": VERSION, "bytes": total, "sums": digest_of(self._path / SUMS)}
        self.write(MANIFEST, as_bytes(head | facts))


@contextmanager
def new_folder(target: Path) -> Iterator[NewFolder]:
    """A folder that takes the place of ``target`` when the block ends well. Raises ``ForeignFolderError``."""
    refuse_foreign(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
    try:
        beside.chmod(0o755)
        yield NewFolder(beside, target)
        _put(beside, target)
    finally:
        shutil.rmtree(beside, ignore_errors=True)


def refuse_foreign(target: Path) -> None:
    if target.exists() and not target.is_dir():
        raise ForeignFolderError(f"{target} is no folder.")
    if not target.exists() or is_export(target):
        return
    if any(not entry.name.startswith(".") for entry in target.iterdir()):
        raise ForeignFolderError(f"{target} holds something that is no export of content. Choose an empty folder.")


def is_export(folder: Path) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.get("format") == FORMAT


def _put(beside: Path, target: Path) -> None:
    if not target.exists():
        beside.rename(target)
        return
    for name in (*FOLDERS, SUMS, MANIFEST):
        old, new = target / name, beside / name
        if old.is_dir() and not old.is_symlink():
            old.rename(beside / f".old-{name}")
        if new.exists():
            new.replace(old)


def files_below(folder: Path, *within: str) -> Iterator[str]:
    """Paths of all files below ``folder`` in one order everywhere: by the names on the way.

    Follows no link. Raises ``ForeignFolderError`` for what is neither a file nor a folder.
    """
    with os.scandir(folder.joinpath(*within)) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from files_below(folder, *within, entry.name)
        elif entry.is_file(follow_symlinks=False):
            yield "/".join((*within, entry.name))
        else:
            raise ForeignFolderError(f"{'/'.join((*within, entry.name))} is neither a file nor a folder.")


def digest_of(path: Path, algorithm: str = "sha256") -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, algorithm).hexdigest()
