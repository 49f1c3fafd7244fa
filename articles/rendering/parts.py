"""What a text is made of once blocks are behind it. Every form knows how to write each of these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Words on a line: plain text, perhaps a link, perhaps marked. ``url`` is absolute."""

    text: str
    url: str = ""
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True)
class Picture:
    """An image as a JPEG: addresses are absolute, ``double_url`` is the same at twice the size; sizes in pixels.

    ``alt`` is empty for what is decorative. ``licence`` is the name of an ``ImageLicence``, "" where none is noted.
    """

    url: str
    width: int
    height: int
    alt: str = ""
    double_url: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Prose:
    """Rich text in the forms that the API answers: safe HTML, CommonMark, words alone."""

    html: str
    markdown: str
    text: str


@dataclass(frozen=True)
class Heading:
    """``level`` is 2 to 6."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: Sequence[Run]


@dataclass(frozen=True)
class Listing:
    """Each item is a few parts."""

    items: Sequence[Sequence[Part]]
    ordered: bool = False


@dataclass(frozen=True)
class Quote:
    """Somebody's words, or an aside; with who said it."""

    parts: Sequence[Part]
    source: Run | None = None


@dataclass(frozen=True)
class Code:
    text: str
    language: str = ""
    filename: str = ""


@dataclass(frozen=True)
class Figure:
    picture: Picture
    caption: Sequence[Run] = ()
    url: str = ""  # where the picture leads


@dataclass(frozen=True)
class Table:
    rows: Sequence[Sequence[str]]
    caption: str = ""
    has_header_row: bool = False
    has_header_column: bool = False


@dataclass(frozen=True)
class Facts:
    """Labels with values."""

    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Button:
    """A link that asks to be followed."""

    label: str
    url: str


@dataclass(frozen=True)
class Rule:
    """A break between two lines of thought."""


Part = Prose | Heading | Paragraph | Listing | Quote | Code | Figure | Table | Facts | Button | Rule


def line(*runs: Run | str) -> Paragraph:
    """A paragraph of texts and runs; empty ones are left out."""
    made = (Run(run) if isinstance(run, str) else run for run in runs)
    return Paragraph([run for run in made if run.text])
