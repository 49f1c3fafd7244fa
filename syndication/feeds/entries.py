"""A feed before it is written in any format. All addresses are absolute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class Enclosure:
    """An image: pixels, and bytes, which are 0 where the file has not been made yet."""

    url: str
    width: int
    height: int
    length: int
    media_type: str
    alt: str = ""
    credit: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Correction:
    at: datetime
    what: str
    why: str = ""


@dataclass(frozen=True)
class Entry:
    """An article. ``html`` is the whole text, or empty where only the summary is given away."""

    uid: str
    title: str
    url: str
    canonical_url: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    authors: Sequence[str] = ()
    categories: Sequence[str] = ()
    corrections: Sequence[Correction] = ()
    enclosure: Enclosure | None = None

    @property
    def id(self) -> str:
        """Stays when the article is renamed or moved: https://www.rfc-editor.org/rfc/rfc9562#section-4"""
        return f"urn:uuid:{self.uid}"


@dataclass(frozen=True)
class Tombstone:
    """An article that was withdrawn: https://www.rfc-editor.org/rfc/rfc6721"""

    uid: str
    at: datetime
    url: str = ""

    @property
    def id(self) -> str:
        return f"urn:uuid:{self.uid}"


@dataclass(frozen=True)
class Feed:
    """A list of articles in one language, BCP 47. ``url`` is the feed's own address, ``site_url`` that of the site.

    A feed whose address is nobody else's business leaves it out and has an ``id`` in its place.
    """

    title: str
    description: str
    url: str
    site_url: str
    language: str
    entries: Sequence[Entry]
    tombstones: Sequence[Tombstone] = ()
    hub: str = ""
    id: str = ""
    terms: dict[str, str] = field(default_factory=dict)  # what a partner has agreed to, by name

    @property
    def updated(self) -> datetime | None:
        """When anything in it was changed last; ``None`` for an empty feed."""
        return max((one.updated for one in self.entries), default=None)
