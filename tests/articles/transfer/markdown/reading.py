"""How the tests read texts, and what they compare."""

from __future__ import annotations

from typing import Any

from articles.transfer.markdown.draft import Draft
from articles.transfer.markdown.notes import Kind
from articles.transfer.markdown.reading import read

ABOVE = "# Title\n\nThe standfirst of this text, which is long enough.\n\n"


def draft(text: str, name: str = "text.md") -> Draft:
    return read(text.encode(), name)


def body(text: str) -> list[tuple[str, dict[str, Any]]]:
    """The blocks of a text that stands below a title and a standfirst."""
    return [(block.type, block.value) for block in draft(ABOVE + text).body]


def paragraphs(text: str) -> str:
    """The rich text of a text that becomes one block of paragraphs."""
    ((kind, value),) = body(text)
    assert kind == "paragraph"
    return str(value["body"])


def notes(found: Draft, kind: Kind | None = None) -> list[str]:
    return [str(note) for note in found.notes if kind in (None, note.kind)]


def unplaced(found: Draft) -> list[str]:
    """Lines that only the last resort has kept."""
    return [str(note) for note in found.notes if "fits nowhere" in note.message]
