"""A folder of content as it is read: documents by name, names by list. What is read has been checked before."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db.models import Model

from ..lookahead.references import root_of
from .declared import travelling
from .documents import Document
from .layout import TREE, list_path, object_path

MOST_BYTES_OF_AN_OBJECT = 16 << 20


class UnusableFolderError(Exception):
    """A folder cannot be imported; ``problems`` says why, a sentence each."""

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


class ContentFolder:
    """Reads a folder that an export has written."""

    def __init__(self, path: Path, manifest: dict[str, Any]) -> None:
        self.path = path
        self.manifest = manifest

    def __contains__(self, name: str) -> bool:
        return (self.path / object_path(name)).is_file()

    def document(self, name: str) -> Document:
        return read_json(self.path / object_path(name))

    def documents(self, names: list[str]) -> list[Document]:
        return [self.document(name) for name in names]

    def names(self, model: type[Model]) -> Iterator[str]:
        """Names of all objects of ``model``, or of all pages, in the order in which they were made."""
        return self._lines(list_path(str(root_of(model)._meta.label)))

    def tree(self) -> Iterator[str]:
        """Names of the pages in the order of the tree."""
        return self._lines(TREE)

    def count(self, model: type[Model]) -> int:
        """How many objects ``names`` answers."""
        counts = self.manifest["counts"]
        labels = [one._meta.label for one in travelling() if root_of(one) is root_of(model)]
        return sum(counts.get(label, 0) for label in labels)

    def _lines(self, path: str) -> Iterator[str]:
        if (self.path / path).is_file():
            with (self.path / path).open(encoding="utf-8") as file:
                for line in file:
                    yield line.rstrip("\n")


def read_json(path: Path, most_bytes: int = MOST_BYTES_OF_AN_OBJECT) -> Any:
    """The JSON in a file. Raises ``ValueError`` for everything that is none, or too much of it."""
    if path.stat().st_size > most_bytes:
        raise ValueError(f"more than {most_bytes:,} bytes")
    try:
        return json.loads(path.read_bytes(), parse_constant=_refuse)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")
