"""What a file becomes, before anything is stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from .arranging import picture_as_words
from .notes import Notes
from .pieces import Block
from .recognising.sources import FoundSource
from .words import words_in, words_of_html


@dataclass
class Draft:
    """An article in the making. ``furniture`` stands at its end and is to be deleted by an editor."""

    name: str
    digest: str
    title: str
    notes: Notes
    path: str = ""  # of the file, where pictures beside it are looked for
    slug: str = ""
    standfirst: str = ""
    description: str = ""
    kind: str = ""
    locale: str = ""
    canonical: str = ""
    date: dt.date | None = None
    authors: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    takeaways: list[str] = field(default_factory=list)
    sources: list[FoundSource] = field(default_factory=list)
    body: list[Block] = field(default_factory=list)
    furniture: list[Block] = field(default_factory=list)
    unused: dict[str, str] = field(default_factory=dict)

    @property
    def blocks(self) -> list[Block]:
        """The body as it is stored, with what surrounded the article at its end."""
        if not self.furniture:
            return self.body
        return [*self.body, Block(self.furniture[0].line, "divider", {}), *self.furniture]

    def words(self) -> Iterator[str]:
        """All words that the article holds, addresses included."""
        for text in (self.title, self.standfirst, *self.takeaways, *self.notes.accounted):
            yield from words_in(text)
        for source in self.sources:
            yield from words_in(f"{source.title} {source.url} {source.publisher} {source.note}")
        for block in self.blocks:
            if block.picture:
                yield from words_of_html(str(picture_as_words(block.picture).value["body"]))
            yield from words_of(block.value)


def words_of(value: Any) -> Iterator[str]:
    """The words of a block as it is stored."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in {"body", "answer"}:
                yield from words_of_html(str(inner))
            elif name not in {"level", "style", "table_header_choice"}:
                yield from words_of(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from words_of(inner)
    elif isinstance(value, str):
        yield from words_in(value)
