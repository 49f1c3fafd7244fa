"""From the bytes of a file to a draft. Nothing here asks the database or the network."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from html import escape
from pathlib import PurePosixPath

from .arranging import blocks_of
from .decoding import decoded
from .draft import Draft
from .errors import RefusedError
from .fields import LONGEST_SOURCE_NAME, Given, given
from .front_matter import divided
from .limits import MOST_BLOCKS
from .lines import Line, prepared
from .notes import Kind, Notes, shortened
from .parsing import safe_html
from .pieces import Paragraph, Piece
from .recognising.languages import language_of
from .recognising.sections import take_pros_and_cons, take_questions, take_takeaways
from .recognising.sources import take_sources
from .recognising.standfirsts import take_standfirst
from .recognising.surroundings import separated, words_of
from .recognising.titles import take_title, with_headings
from .rich_text import Inline
from .taking_apart import pieces_of
from .words import missing


def read(raw: bytes, name: str) -> Draft:
    """The draft that a file becomes. ``name`` is what it is known by, unless it names its source itself.

    Raises ``RefusedError`` where the file cannot be read or would take too long.
    """
    if len(name) > LONGEST_SOURCE_NAME:
        raise RefusedError(f"The name of the file has more than {LONGEST_SOURCE_NAME} characters.")
    notes = Notes()
    fields, text = divided(decoded(raw, notes))
    facts = given(fields, notes)
    lines = prepared(text)
    pieces = with_headings(pieces_of(safe_html(lines, notes), Inline(facts.canonical, notes)), notes)
    title, above, below = take_title(pieces, facts.title, notes)
    draft = Draft(
        name=facts.source or name,
        digest=hashlib.sha256(raw).hexdigest(),
        title=title if title != "Untitled" else PurePosixPath(name).stem or title,
        notes=notes,
        path=name,
        slug=facts.slug,
        description=facts.description if facts.standfirst else "",
        kind=facts.kind,
        locale=facts.locale,
        canonical=facts.canonical,
        topics=facts.topics,
        tags=facts.tags,
        unused=facts.unused,
    )
    _fill(draft, above, below, facts)
    _keep_every_word(draft, lines)
    if len(draft.blocks) > MOST_BLOCKS:
        raise RefusedError(f"The text would become {len(draft.blocks):,} blocks; at most {MOST_BLOCKS:,} are made.")
    return draft


def _fill(draft: Draft, above: list[Piece], below: list[Piece], facts: Given) -> None:
    """Recognise one thing after another; each takes its pieces and leaves the others."""
    notes = draft.notes
    language = language_of(" ".join(words_of(piece) for piece in below))
    draft.sources, below = take_sources(below, notes)
    parts = separated(above, below, language, notes)
    draft.takeaways, article = (
        (facts.takeaways, parts.article) if facts.takeaways else take_takeaways(parts.article, notes)
    )
    article = take_pros_and_cons(take_questions(article, notes), notes)
    draft.standfirst, article = take_standfirst(article, facts.standfirst or facts.description, notes)
    draft.authors = facts.authors or list(parts.byline.authors)
    draft.date = facts.date or parts.byline.date
    draft.body = blocks_of(article, notes)
    draft.furniture = blocks_of(parts.furniture, notes)


def _keep_every_word(draft: Draft, lines: Sequence[Line]) -> None:
    """Lines with words that found no place, for whatever reason, are kept as they are."""
    numbered = [(line.number, line.text) for line in lines]
    for number, text in missing(numbered, draft.words()):
        draft.notes.add(Kind.KEPT, f"fits nowhere, kept as it is at the end: “{shortened(text)}”", number)
        draft.furniture += blocks_of([Paragraph(number, escape(text.strip(), quote=False), text)], draft.notes)
