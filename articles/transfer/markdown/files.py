"""The files that a path names, read within bounds. None is reached by a way out of the folder that was named."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from .errors import RefusedError
from .limits import MOST_BYTES

ENDINGS = {".md", ".markdown", ".mdown", ".mkd"}
STANDARD_INPUT = "-"
UNNAMED = "text-"  # what names of texts without a file begin with


@dataclass(frozen=True)
class FoundFile:
    """A file with the name that it is known by: its path below ``folder``, whatever the system."""

    name: str
    path: Path | None = None  # None for standard input
    folder: Path | None = None
    refusal: str = ""

    def read(self, standard_input: BinaryIO | None = None) -> bytes:
        """One byte more than allowed at most. Raises ``RefusedError`` for what is no plain file."""
        if self.refusal:
            raise RefusedError(self.refusal)
        if self.path is None:
            return standard_input.read(MOST_BYTES + 1) if standard_input else b""
        try:
            # Opening a pipe that nobody writes to would wait for ever.
            descriptor = os.open(self.path, os.O_RDONLY | os.O_NONBLOCK)
            with os.fdopen(descriptor, "rb") as file:
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    raise RefusedError("This is no plain file.")
                return file.read(MOST_BYTES + 1)
        except OSError as error:
            raise RefusedError(f"The file cannot be read: {error.strerror or error}.") from error


def named_by(content: bytes) -> str:
    """A name for a text that came without one: the same text has the same."""
    return f"{UNNAMED}{hashlib.sha256(content).hexdigest()[:12]}"


def found_files(paths: Iterable[str]) -> list[FoundFile]:
    """All files, folders in order of their paths. A name that comes twice is refused the second time."""
    names: set[str] = set()
    found = []
    for file in (file for path in paths for file in _files(path)):
        if file.name in names:
            file = FoundFile(file.name, refusal="Another file of this import has the same name.")
        names.add(file.name)
        found.append(file)
    return found


def _files(given: str) -> Iterator[FoundFile]:
    path = Path(given)
    if given == STANDARD_INPUT:
        yield FoundFile(STANDARD_INPUT)
    elif path.is_dir():
        for folder, folders, files in os.walk(path, followlinks=False):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(files):
                if Path(name).suffix.lower() in ENDINGS and not name.startswith("."):
                    yield _below(path, Path(folder) / name)
    elif path.exists():
        yield FoundFile(_printable(path.name), path, path.parent)
    else:
        yield FoundFile(_printable(given), refusal="There is no such file or folder.")


def _below(root: Path, path: Path) -> FoundFile:
    name = _printable(path.relative_to(root).as_posix())
    if not path.resolve().is_relative_to(root.resolve()):
        return FoundFile(name, refusal="The file is a link that leads out of the folder.")
    return FoundFile(name, path, root)


def _printable(name: str) -> str:
    """A name as text, also where the system holds bytes that are none."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
