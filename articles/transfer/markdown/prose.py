"""Paragraphs and lists as rich text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from .pieces import Listing, Paragraph, Piece

ANCHOR = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)


def is_prose(piece: Piece) -> bool:
    """Whether the piece fits into rich text as it is."""
    if isinstance(piece, Paragraph):
        return True
    return isinstance(piece, Listing) and _starts_at_one(piece) and all(map(_is_item, piece.items))


def rich_text(pieces: Iterable[Piece]) -> str:
    """The HTML of pieces that are prose."""
    return "".join(_html(piece) for piece in pieces)


def written_out(html: str) -> str:
    """Rich text within a line with the address behind the words of each link, for fields without links."""

    def words(anchor: re.Match[str]) -> str:
        address, inner = anchor.groups()
        return inner if address.rstrip("/") == inner.rstrip("/") else f"{inner} ({address})"

    return ANCHOR.sub(words, html)


def _html(piece: Piece) -> str:
    if isinstance(piece, Paragraph):
        return f"<p>{piece.html}</p>"
    if isinstance(piece, Listing):
        tag = "ol" if piece.ordered else "ul"
        return f"<{tag}>{''.join(f'<li>{_item(item)}</li>' for item in piece.items)}</{tag}>"
    raise TypeError(type(piece))


def _item(item: Sequence[Piece]) -> str:
    """The editor knows no paragraphs within an item: lines of it follow each other."""
    lines = [piece.html for piece in item if isinstance(piece, Paragraph)]
    return "<br/>".join(lines) + rich_text(piece for piece in item if isinstance(piece, Listing))


def _is_item(item: Sequence[Piece]) -> bool:
    """A line at least, and lists only after all lines."""
    kinds = [isinstance(piece, Listing) for piece in item]
    return bool(kinds) and not kinds[0] and kinds == sorted(kinds) and all(map(is_prose, item))


def _starts_at_one(listing: Listing) -> bool:
    return not listing.ordered or listing.start <= 1


def numbered(listing: Listing, position: int, html: str) -> str:
    """An item of a list that is no list any longer, with its number or a bullet."""
    mark = f"{listing.start + position}." if listing.ordered else "•"
    return f"{escape(mark)} {html}"
