"""The standfirst: what stands between title and text, and in lists."""

from __future__ import annotations

from ..limits import LONGEST_STANDFIRST
from ..notes import Kind, Notes
from ..pieces import Block, Heading, Listing, Paragraph, Picture, Piece

SHORTEST = 30  # characters; less is no sentence


def take_standfirst(pieces: list[Piece], given: str, notes: Notes) -> tuple[str, list[Piece]]:
    """The one that was given, else the first paragraph before the first heading that the field can hold.

    Where no paragraph stands above the first heading, the first one below it.
    """
    for position, piece in enumerate(pieces):
        if isinstance(piece, Paragraph) and given and piece.text == given:
            notes.accounted.append(given)
            return given, [*pieces[:position], *pieces[position + 1 :]]
    if given:
        return given, pieces
    has_lead = False
    for position, piece in enumerate(pieces):
        if isinstance(piece, Heading) and has_lead:
            break
        if not isinstance(piece, Heading | Picture | Paragraph | Listing | Block):
            has_lead = True
        if isinstance(piece, Paragraph):
            has_lead = True
            if _fits(piece, pieces[position + 1 : position + 2]):
                notes.add(Kind.BECAME, "this paragraph became the standfirst", piece.line)
                return piece.text, [*pieces[:position], *pieces[position + 1 :]]
    notes.add(Kind.CHECK, "no paragraph fits as a standfirst; write one")
    return "", pieces


def _fits(paragraph: Paragraph, following: list[Piece]) -> bool:
    """A plain sentence or two, which opens no list."""
    opens_list = paragraph.text.endswith((":", "：")) or (
        bool(following) and isinstance(following[0], Listing) and not paragraph.text.endswith((".", "。", "!", "！"))
    )
    is_plain = not paragraph.links and "<code>" not in paragraph.html and not paragraph.text.startswith("[")
    return (is_plain and not opens_list and SHORTEST <= len(paragraph.text) <= LONGEST_STANDFIRST) or (
        is_plain and not opens_list and _is_dense(paragraph.text)
    )


def _is_dense(text: str) -> bool:
    """Chinese says in fifteen characters what takes forty letters."""
    return len(text) <= LONGEST_STANDFIRST and sum("\u4e00" <= letter <= "\u9fff" for letter in text) >= SHORTEST // 2
