"""What a text is made of before anything is recognised in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Link:
    text: str
    address: str


@dataclass(frozen=True)
class Heading:
    """``level`` as in the file, 1 to 6; ``is_bold`` for a bold line that stands for one."""

    line: int
    level: int
    text: str
    html: str
    links: Sequence[Link] = ()
    is_bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """``html`` is what rich text holds between ``<p>`` and ``</p>``; ``is_bold``: all of it is."""

    line: int
    html: str
    text: str
    links: Sequence[Link] = ()
    is_bold: bool = False
    is_code: bool = False


@dataclass(frozen=True)
class Listing:
    """Each item is a few pieces."""

    line: int
    items: Sequence[Sequence[Piece]]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True)
class Quotation:
    line: int
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Code:
    line: int
    text: str
    info: str = ""


@dataclass(frozen=True)
class Table:
    line: int
    rows: Sequence[Sequence[str]]
    has_head: bool = False
    caption: str = ""


@dataclass(frozen=True)
class Picture:
    line: int
    address: str
    alt: str = ""
    title: str = ""
    leads_to: str = ""


@dataclass(frozen=True)
class Rule:
    line: int


@dataclass(frozen=True)
class Block:
    """A block of the body, recognised: its type and its value as it is stored. A picture's is still to be found."""

    line: int
    type: str
    value: dict[str, object] = field(default_factory=dict)
    picture: Picture | None = None


Piece = Heading | Paragraph | Listing | Quotation | Code | Table | Picture | Rule | Block
