"""Parts as words alone, readable without any markup. Links stand behind their words in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from textwrap import indent
from unicodedata import east_asian_width

from .parts import Button, Code, Facts, Figure, Heading, Listing, Paragraph, Part, Prose, Quote, Rule, Run, Table

RULE = "* * *"


def text_of(parts: Iterable[Part]) -> str:
    """The parts with an empty line between each two."""
    return "\n\n".join(filter(None, (_text(part) for part in parts)))


def text_of_runs(runs: Sequence[Run], between: str = "") -> str:
    return between.join(map(_run, runs))


@singledispatch
def _text(part: Part) -> str:
    raise TypeError(f"{type(part).__name__} has no form here.")


@_text.register
def _prose(part: Prose) -> str:
    return part.text


@_text.register
def _heading(part: Heading) -> str:
    return part.text


@_text.register
def _paragraph(part: Paragraph) -> str:
    return text_of_runs(part.runs)


@_text.register
def _listing(part: Listing) -> str:
    return "\n".join(
        _hanging(f"{number}. " if part.ordered else "- ", item) for number, item in enumerate(part.items, start=1)
    )


def _hanging(marker: str, parts: Sequence[Part]) -> str:
    return marker + indent("\n".join(filter(None, map(_text, parts))), " " * len(marker)).lstrip(" ")


@_text.register
def _quote(part: Quote) -> str:
    said = indent(text_of(part.parts), "> ", lambda line: True).replace("> \n", ">\n")
    return f"{said}\n\u2014 {_run(part.source)}" if part.source else said


@_text.register
def _code(part: Code) -> str:
    name = f"{part.filename}:\n" if part.filename else ""
    return name + indent(part.text, "    ")


@_text.register
def _figure(part: Figure) -> str:
    words = [f"[{part.picture.alt}]" if part.picture.alt else "", text_of_runs(part.caption, " ")]
    return " ".join(filter(None, [*words, f"({part.url})" if part.url else ""]))


@_text.register
def _table(part: Table) -> str:
    """Each row on a line of its own, columns in their full width."""
    cells = [[" ".join(cell.split()) for cell in row] for row in part.rows]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    rows = [
        " | ".join(cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    ]
    if part.has_header_row:
        rows.insert(1, "-+-".join("-" * width for width in widths))
    return "\n".join([part.caption, *rows] if part.caption else rows)


def _width(text: str) -> int:
    """Columns of a terminal or a fixed-width font: a Chinese character takes two."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


@_text.register
def _facts(part: Facts) -> str:
    return "\n".join(f"{label}: {value}" for label, value in part.pairs)


@_text.register
def _button(part: Button) -> str:
    return f"{part.label}: {part.url}"


@_text.register
def _rule(part: Rule) -> str:
    return RULE


def _run(run: Run) -> str:
    return f"{run.text} ({run.url})" if run.url and run.url != run.text else run.text
