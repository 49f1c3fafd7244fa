"""What the invented content consists of. Records name each other by number; each database has keys of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Reference:
    """Another record: ``kind`` is "image", "claim", "company" or "article"."""

    kind: str
    number: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a page within a rich text."""

    target: Reference
    text: str


@dataclass(frozen=True, slots=True)
class RichText:
    """Paragraphs, each a sequence of plain texts and links."""

    paragraphs: tuple[tuple[str | Link, ...], ...]

    def words(self) -> str:
        return " ".join(
            "".join(part.text if isinstance(part, Link) else part for part in one) for one in self.paragraphs
        )


@dataclass(frozen=True, slots=True)
class Figure:
    """A chosen picture with its alternative text."""

    image: Reference
    alt_text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a body: its values as they are stored, and its words in the order in which they are indexed."""

    type: str
    value: dict[str, Any]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Image:
    title: str
    alt_text: str
    credit: str
    width: int
    height: int
    file_hash: str
    placeholder: str
    dominant_colour: str


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    slug: str
    role: str
    bio: str
    photo: int


@dataclass(frozen=True, slots=True)
class Topic:
    slug: str
    name: str
    description: str


@dataclass(frozen=True, slots=True)
class Source:
    title: str
    publisher: str
    url: str
    published: dt.date
    accessed: dt.date


@dataclass(frozen=True, slots=True)
class Framework:
    name: str
    slug: str
    language: str
    category: str
    tagline: str
    description: str


@dataclass(frozen=True, slots=True)
class Claim:
    """About a framework or a company, by number; the other is ``None``."""

    framework: int | None
    company: int | None
    statement: str
    explanation: str
    value: str
    status: str
    as_of: dt.date
    review_by: dt.date
    sources: tuple[tuple[int, str], ...]  # number and quote


@dataclass(frozen=True, slots=True)
class Adoption:
    framework: int
    status: str
    since: int
    until: int | None
    used_for: str
    claim: int


@dataclass(frozen=True, slots=True)
class Company:
    name: str
    slug: str
    sector: str
    country: str
    founded: int
    website: str
    summary: str
    logo: int
    adoptions: tuple[Adoption, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    framework: int
    verdict: str
    rating: int
    claim: int


@dataclass(frozen=True, slots=True)
class Row:
    criterion: str
    explanation: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    title: str
    slug: str
    summary: str
    columns: tuple[tuple[int, str], ...]  # framework and when to choose it
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Article:
    number: int
    title: str
    slug: str
    kind: str
    standfirst: str
    takeaways: tuple[str, ...]
    hero_image: int
    hero_image_alt: str
    authors: tuple[int, ...]
    topics: tuple[int, ...]
    tags: tuple[int, ...]
    sources: tuple[tuple[int, str], ...]  # number and note
    related: tuple[int, ...]  # numbers of articles
    blocks: tuple[Block, ...]
    published: dt.datetime
