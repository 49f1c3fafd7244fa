"""How large a mail is, and where that comes from.

Gmail cuts a mail where its HTML exceeds 102 kB, and with the end goes the link to unsubscribe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .mjml import MARK

LIMIT = 102 * 1024  # bytes
NEARLY = int(LIMIT * 0.8)  # from here on editors are warned
FRAME = "frame"  # head, masthead and greeting

_MARKS = re.compile(rf"<!--{MARK}([a-z0-9-]+)-->")


@dataclass(frozen=True)
class Part:
    """A part of the mail: the name of a section, ``frame`` or ``footer``."""

    name: str
    bytes: int


@dataclass(frozen=True)
class Sized:
    """HTML without the marks that stood before each section, and how long the parts are."""

    html: str
    parts: tuple[Part, ...]

    @property
    def bytes(self) -> int:
        return sum(part.bytes for part in self.parts)


def measured(marked: str) -> Sized:
    """Take the marks out of compiled HTML, and count the bytes between them."""
    frame, *rest = _MARKS.split(marked)
    named = [(FRAME, frame), *zip(rest[::2], rest[1::2], strict=True)]
    parts = tuple(Part(name, len(html.encode())) for name, html in named)
    return Sized("".join(html for _, html in named), parts)
