"""What a page shows around an article: navigation above it, footers below it, invitations within it.

It is moved to the end of the draft, and named, so that an editor deletes it at one go. Nothing is dropped: an importer
cannot know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..notes import Kind, Notes, shortened
from ..pieces import Heading, Listing, Paragraph, Piece, Rule, Table
from .bylines import Byline, byline_in
from .furniture import is_furniture
from .languages import language_of

NEAR_TITLE = 8  # pieces below the title among which a byline stands
LONGEST_ENTRY = 80  # characters of a link in a navigation
ENDS = (".", "!", "?", ":", "。", "！", "？", "：")
LONGEST_BETWEEN = 60  # characters of what may stand between two lines of a footer


@dataclass
class Separated:
    article: list[Piece]
    furniture: list[Piece] = field(default_factory=list)
    byline: Byline = field(default_factory=Byline)


def separated(above: Sequence[Piece], below: Sequence[Piece], language: str | None, notes: Notes) -> Separated:
    """``above`` and ``below`` are what stands before and after the title."""
    found = Separated([])
    for piece in above:
        _sort(piece, found, notes, is_navigation=_is_navigation(piece), is_near_title=True)
    end = _begin_of_footer(below, language)
    for position, piece in enumerate(below[:end]):
        _sort(piece, found, notes, is_near_title=position < NEAR_TITLE)
    for piece in below[end:]:
        if not isinstance(piece, Rule):
            _move(piece, found, notes, "footer of the page")
    return found


def _sort(piece: Piece, found: Separated, notes: Notes, *, is_near_title: bool, is_navigation: bool = False) -> None:
    text = piece.text if isinstance(piece, Paragraph) else ""
    byline = byline_in(text) if is_near_title else None
    if byline:
        authors, date = found.byline.authors or byline.authors, found.byline.date or byline.date
        found.byline = Byline(authors, date)
        _move(piece, found, notes, "byline")
    elif is_navigation:
        _move(piece, found, notes, "navigation")
    elif text and is_furniture(text):
        _move(piece, found, notes, "part of the page")
    else:
        found.article.append(piece)


def _move(piece: Piece, found: Separated, notes: Notes, what: str) -> None:
    found.furniture.append(piece)
    notes.add(Kind.KEPT, f"{what}, kept at the end: “{shortened(words_of(piece))}”", piece.line)


def _begin_of_footer(pieces: Sequence[Piece], language: str | None) -> int:
    """From the end upwards, as long as nothing of the article is met."""
    begin = len(pieces)
    for position in range(len(pieces) - 1, 0, -1):
        piece = pieces[position]
        if _is_footer(piece, pieces[position - 1], language):
            begin = position
        elif not isinstance(piece, Rule) and not _is_short(piece):
            break
    while begin > 1 and isinstance(pieces[begin - 1], Rule) and begin < len(pieces):
        begin -= 1
    return begin


def _is_footer(piece: Piece, before: Piece, language: str | None) -> bool:
    if isinstance(piece, Heading | Paragraph) and is_furniture(piece.text):
        return True
    if _is_navigation(piece):
        return not isinstance(before, Heading) or is_furniture(before.text) or _is_foreign(before, language)
    return _is_foreign(piece, language)


def _is_foreign(piece: Piece, language: str | None) -> bool:
    if not isinstance(piece, Heading | Paragraph | Listing | Table):
        return False
    other = language_of(words_of(piece))
    return other is not None and language is not None and other != language


def _is_short(piece: Piece) -> bool:
    """An address or a name between two lines of a footer, no sentence."""
    is_line = isinstance(piece, Paragraph) and len(piece.text) <= LONGEST_BETWEEN
    return is_line and not piece.text.endswith(ENDS)  # type: ignore[union-attr]


def _is_navigation(piece: Piece) -> bool:
    """Nothing but short links: a list of three at least, or a line of two."""
    if isinstance(piece, Listing):
        entries = [item[0] for item in piece.items if len(item) == 1]
        return len(entries) == len(piece.items) >= 3 and all(map(_is_entry, entries))
    if isinstance(piece, Paragraph) and len(piece.links) >= 2:
        between = piece.text
        for link in piece.links:
            between = between.replace(link.text, "", 1)
        is_short = all(len(link.text) <= LONGEST_ENTRY for link in piece.links)
        return is_short and len(between) <= LONGEST_ENTRY and not any(map(str.isalpha, between))
    return False


def _is_entry(piece: Piece) -> bool:
    return (
        isinstance(piece, Paragraph)
        and len(piece.links) == 1
        and piece.text == piece.links[0].text
        and len(piece.text) <= LONGEST_ENTRY
    )


def words_of(piece: Piece) -> str:
    """All words of a piece that has any."""
    if isinstance(piece, Heading | Paragraph):
        return piece.text
    if isinstance(piece, Listing):
        return " ".join(words_of(inner) for item in piece.items for inner in item)
    if isinstance(piece, Table):
        return " ".join(cell for row in piece.rows for cell in row)
    return ""
