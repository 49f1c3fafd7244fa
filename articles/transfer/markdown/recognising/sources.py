"""The sources that a text rests on: sections of references, an entry each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ..limits import LONGEST_ADDRESS, LONGEST_LINE
from ..notes import Kind, Notes, shortened
from ..pieces import Listing, Paragraph, Piece
from .furniture import is_furniture
from .names import SOURCES
from .sections import is_named, say_field

SEPARATORS = " \t,.;:–—-|/()（），。；：[]"
LONGEST_PUBLISHER = 60
MARK = re.compile(r"^\[[^\]]{1,20}\]\s*")  # of a footnote
ADDRESS = re.compile(r"https?://")


@dataclass(frozen=True)
class FoundSource:
    """A work that the text names. ``note`` is what else the entry says."""

    line: int
    title: str
    url: str = ""
    publisher: str = ""
    note: str = ""


def take_sources(pieces: list[Piece], notes: Notes) -> tuple[list[FoundSource], list[Piece]]:
    """The entries of each section of sources that are one each; what is not stays in the text."""
    sources: list[FoundSource] = []
    rest: list[Piece] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        position += 1
        rest.append(piece)
        if not is_named(piece, SOURCES):
            continue
        found, left, position = _entries(pieces, position)
        sources += found
        if found and not left:
            rest.pop()
            say_field(piece, f"{len(found)} entries beneath became sources", notes)
        elif found:
            notes.add(Kind.BECAME, f"{len(found)} entries became sources; the others stay in the text", piece.line)
        rest += left
    return _merged(sources, notes), rest


def _entries(pieces: Sequence[Piece], begin: int) -> tuple[list[FoundSource], list[Piece], int]:
    """Sources below a heading, what is none of them, and where the section ends."""
    found: list[FoundSource] = []
    left: list[Piece] = []
    position = begin
    while position < len(pieces):
        piece = pieces[position]
        if isinstance(piece, Listing):
            read = [(item, _source(item)) for item in piece.items]
            found += [source for _, source in read if source]
            others = [item for item, source in read if not source]
            left += [Listing(piece.line, others, piece.ordered)] if others else []
        elif isinstance(piece, Paragraph) and len(piece.links) == 1 and not is_furniture(piece.text):
            source = _source([piece])
            left += [] if source else [piece]
            found += [source] if source else []
        else:
            break
        position += 1
        if isinstance(piece, Listing):
            break  # what follows a list is not of it
    return found, left, position


def _source(item: Sequence[Piece]) -> FoundSource | None:
    """One entry: a line with a link at most, every word of which finds a field."""
    line = item[0]
    if len(item) != 1 or not isinstance(line, Paragraph) or len(line.links) > 1:
        return None
    text = MARK.sub("", line.text)
    if not line.links:
        return FoundSource(line.line, text) if 0 < len(text) <= LONGEST_LINE else None
    link = line.links[0]
    before, _, after = text.partition(link.text)
    before, after = before.strip(SEPARATORS), after.strip()
    title = link.text
    if ADDRESS.match(title):  # the address is written out, and what stands before it is the title
        title, before = (before, "") if before else (title, "")
    publisher, after = _publisher(after)
    note = " ".join(part for part in (before, after.strip(SEPARATORS)) if part)
    fits = len(title) <= LONGEST_LINE and len(note) <= LONGEST_LINE and len(link.address) <= LONGEST_ADDRESS
    if not fits or not ADDRESS.match(link.address):
        return None
    return FoundSource(line.line, title, link.address, publisher, note)


def _publisher(after: str) -> tuple[str, str]:
    """“, Example Press, 2024” names one; a sentence does not."""
    if after[:1] not in {",", "，"}:
        return "", after
    first, _, rest = after[1:].partition(",")
    first = first.strip()
    is_name = 0 < len(first) <= LONGEST_PUBLISHER and not any(map(str.isdigit, first)) and "." not in first
    return (first, rest) if is_name else ("", after)


def _merged(sources: Sequence[FoundSource], notes: Notes) -> list[FoundSource]:
    """Each address once; an entry that says something else about it adds to the note."""
    by_key: dict[str, FoundSource] = {}
    for source in sources:
        key = address_key(source.url) or source.title.casefold()
        first = by_key.setdefault(key, source)
        if first is source:
            continue
        words = " ".join((source.title, source.url, source.publisher, source.note))
        notes.add(
            Kind.CHANGED,
            f"“{shortened(source.title)}” is the same source as in line {first.line}",
            source.line,
            words=words,
        )
    return list(by_key.values())


def address_key(url: str) -> str:
    """What two addresses of the same page have in common."""
    return re.sub(r"^https?://(www\.)?|[?&]utm_[^&#]*|#.*$|/+$", "", url.strip()).rstrip("/").casefold()
