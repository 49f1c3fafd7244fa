"""The outline of a body: its headings, for a table of contents."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wagtail.blocks import StreamValue

from .text import HeadingLevel, anchor_of

HEADING = "heading"


class Heading(NamedTuple):
    """A heading as its block answers it."""

    anchor: str
    text: str
    level: HeadingLevel


def headings_in(stream: StreamValue) -> Iterator[Heading]:
    """The headings in order, as stored: nothing is loaded. One that still has no text is left out."""
    for child in stream.get_prep_value():
        value = child["value"]
        if child["type"] == HEADING and value.get("text"):
            yield Heading(
                anchor=anchor_of({"anchor": value.get("anchor"), "text": value["text"]}),
                text=value["text"],
                level=HeadingLevel(value.get("level") or HeadingLevel.H2),
            )
