"""What a backup holds, in ``manifest.json``: enough to check it, and to tell whether it fits an installation."""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .errors import UnusableBackupError

MANIFEST = "manifest.json"
FORMAT = "nuages backup"
VERSION = 1
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Kept:
    """A file with its SHA-256; ``tag`` is what the store says of it, by which the next backup knows it again."""

    sha256: str
    bytes: int
    tag: str = ""


@dataclass(frozen=True)
class Dump:
    """The database: its kind, the server's version, and the file that holds it."""

    vendor: str
    server: str
    file: str
    sha256: str
    bytes: int


@dataclass(frozen=True)
class Manifest:
    """All but the bytes. ``counts`` are rows by model, ``missing`` files that rows name and that were nowhere."""

    made_at: str
    release: str
    content_version: int
    database: Dump
    migrations: list[str]
    counts: dict[str, int]
    files: dict[str, Kept]
    missing: list[str]

    def as_text(self) -> str:
        head = {"format": FORMAT, "version": VERSION}
        return json.dumps(head | asdict(self), indent=1, ensure_ascii=False) + "\n"


def read(folder: Path) -> Manifest:
    """The manifest in ``folder``. Raises ``UnusableBackupError``."""
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError) as error:
        raise UnusableBackupError(f"{path} cannot be read: {error}") from error
    if not isinstance(found, dict) or found.pop("format", None) != FORMAT:
        raise UnusableBackupError(f"{path} is not that of a backup.")
    if (version := found.pop("version", None)) != VERSION:
        raise UnusableBackupError(f"{path} has the form {version!r}; this version of Nuages reads {VERSION}.")
    try:
        return _checked(found)
    except (TypeError, KeyError, ValueError, AttributeError) as error:
        raise UnusableBackupError(f"{path} is damaged: {error}") from error


def _checked(found: dict[str, Any]) -> Manifest:
    database = Dump(**found.pop("database"))
    files = {str(name): Kept(**kept) for name, kept in found.pop("files").items()}
    held: list[Dump | Kept] = [database, *files.values()]
    for one in held:
        if not DIGEST.fullmatch(one.sha256) or not isinstance(one.bytes, int):
            raise ValueError(f"{one} has no digest")
    if Path(database.file).name != database.file:
        raise ValueError(f"{database.file} is the name of no file")
    return Manifest(database=database, files=files, **found)
