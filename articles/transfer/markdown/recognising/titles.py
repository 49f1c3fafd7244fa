"""The title of a text, and the headings that are bold lines."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from ..limits import LONGEST_TITLE
from ..notes import Kind, Notes, shortened
from ..pieces import Heading, Link, Listing, Paragraph, Piece
from .bylines import is_byline
from .furniture import is_furniture
from .names import QUESTIONS, SOURCES, TAKEAWAYS, named

LONGEST_BOLD_HEADING = 120
LONGEST_FIRST_LINE = 150
FIRST = 12  # pieces among which a heading of the first rank is the title
ENDS_A_SENTENCE = re.compile(r"[.!:;,。！：；，…]$")
ENDS_SENTENCE_WITHIN = re.compile(r"(?<=[.!?])\s|(?<=[。！？])")


def with_headings(pieces: Sequence[Piece], notes: Notes) -> list[Piece]:
    """Bold lines, and plain ones that name a section we know, become headings below the last real one."""
    found: list[Piece] = []
    level = 1
    for position, piece in enumerate(pieces):
        if isinstance(piece, Heading):
            level = piece.level
        if isinstance(piece, Paragraph) and _heads(piece, pieces[position + 1 : position + 2]):
            notes.add(Kind.BECAME, f"“{shortened(piece.text)}” stands on its own and became a heading", piece.line)
            piece = Heading(piece.line, min(max(level + 1, 2), 4), piece.text, piece.html, is_bold=True)
        found.append(piece)
    return found


def _heads(paragraph: Paragraph, following: Sequence[Piece]) -> bool:
    if paragraph.links or not following or isinstance(following[0], Heading):
        return False
    if named(paragraph.text) in TAKEAWAYS | SOURCES | QUESTIONS:
        return isinstance(following[0], Listing | Paragraph)
    return (
        paragraph.is_bold
        and len(paragraph.text) <= LONGEST_BOLD_HEADING
        and not ENDS_A_SENTENCE.search(paragraph.text)
        and not is_furniture(paragraph.text)
        and not is_byline(paragraph.text)
    )


def take_title(pieces: list[Piece], wanted: str, notes: Notes) -> tuple[str, list[Piece], list[Piece]]:
    """The title, what stands before it, and what follows. Nothing is lost of a title that is too long."""
    position = _position(pieces)
    if wanted:
        if position is not None and _text(pieces[position]).casefold() == wanted.casefold():
            notes.accounted.append(wanted)
            return _cut(wanted, 1, notes), pieces[:position], [*_links(pieces[position]), *pieces[position + 1 :]]
        return _cut(wanted, 1, notes), [], pieces
    if position is None:
        title = _made(pieces)
        notes.add(Kind.CHECK, f"no title was found; “{shortened(title)}” was made from the text")
        return title, [], pieces
    piece = pieces[position]
    rest = [*_links(piece), *pieces[position + 1 :]]
    title = _text(piece)
    if len(title) > LONGEST_TITLE:
        rest.insert(0, Paragraph(piece.line, escape(title, quote=False), title))
    if not isinstance(piece, Heading):
        notes.add(Kind.BECAME, "the first line became the title", piece.line)
    return _cut(title, piece.line, notes), pieces[:position], rest


def _position(pieces: Sequence[Piece]) -> int | None:
    """Of the first heading of the first rank near the begin, else of what stands first and looks like a title."""
    for position, piece in enumerate(pieces[:FIRST]):
        if isinstance(piece, Heading) and piece.level == 1 and not piece.is_bold:
            return position
    for position, piece in enumerate(pieces):
        if isinstance(piece, Heading):
            others = [other for other in pieces if isinstance(other, Heading) and other is not piece]
            return position if all(other.level > piece.level or other.is_bold for other in others) else None
        if isinstance(piece, Paragraph):
            if is_furniture(piece.text) or is_byline(piece.text):
                continue
            return position if _is_title(piece) and position + 1 < len(pieces) else None
    return None


def _is_title(paragraph: Paragraph) -> bool:
    return (
        len(paragraph.text) <= LONGEST_FIRST_LINE
        and not paragraph.links
        and "<br" not in paragraph.html
        and not ENDS_A_SENTENCE.search(paragraph.text)
    )


def _text(piece: Piece) -> str:
    return piece.text if isinstance(piece, Heading | Paragraph) else ""


def _links(piece: Piece) -> list[Piece]:
    """A title holds no link: it follows as a paragraph. Links to the heading itself lead nowhere else."""
    links: Sequence[Link] = piece.links if isinstance(piece, Heading) else ()
    return [link_paragraph(piece.line, link) for link in links if not link.address.startswith("#")]


def link_paragraph(line: int, link: Link) -> Paragraph:
    words = link.text or link.address
    return Paragraph(line, f'<a href="{escape(link.address)}">{escape(words, quote=False)}</a>', words, [link])


def _made(pieces: Sequence[Piece]) -> str:
    text = next((_text(piece) for piece in pieces if _text(piece)), "Untitled")
    return shortened(ENDS_SENTENCE_WITHIN.split(text)[0], 100)


def _cut(title: str, line: int, notes: Notes) -> str:
    if len(title) <= LONGEST_TITLE:
        return title
    notes.add(Kind.CHECK, f"the title is longer than {LONGEST_TITLE} characters and was cut", line)
    return shortened(title, LONGEST_TITLE)
