"""Reads the TOML files in which the demo content is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "demo_content"
TRANSLATION = ".zh-hans"


def read(path: Path) -> dict[str, Any]:
    """One file; an error in it names it."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path}: {error}") from error


def entries(kind: str) -> list[dict[str, Any]]:
    """The snippets of one kind: `claim` names the tables of claims.toml."""
    return read(FOLDER / f"{kind}s.toml")[kind]


def pages(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Slug and content of each page in the default language, ordered by slug."""
    for path in sorted((FOLDER / folder).glob("*.toml")):
        if not path.stem.endswith(TRANSLATION):
            yield path.stem, read(path)


def translations(folder: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Slug and content of each page in Chinese: the original's fields, replaced where the translation has its own."""
    for path in sorted((FOLDER / folder).glob(f"*{TRANSLATION}.toml")):
        slug = path.stem.removesuffix(TRANSLATION)
        yield slug, read(path.with_name(f"{slug}.toml")) | read(path)
