"""Lists that are steps or key facts, and lists that hold what rich text cannot."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..limits import LONGEST_LABEL, LONGEST_LINE
from ..notes import Kind, Notes
from ..pieces import Block, Code, Listing, Paragraph, Piece
from ..prose import is_prose, numbered, rich_text
from .code import language_and_file

FACT = re.compile(r"<b>([^<]{1,80}?)(?:</b>\s*[:：]|\s*[:：]\s*</b>)\s*([^<]+)")
LONGEST_FACT = 100  # characters; an explanation is no fact at a glance


def steps(listing: Listing, notes: Notes) -> Block | None:
    """A numbered list, each item of which begins with a bold line and may end with code."""
    if not listing.ordered or listing.start > 1 or len(listing.items) < 2:
        return None
    read = [_step(item, notes) for item in listing.items]
    found = [step for step in read if step is not None]
    if len(found) < len(read):
        return None
    notes.add(Kind.BECAME, f"the list of {len(found)} with bold lines became steps", listing.line)
    return Block(listing.line, "steps", {"heading": "", "steps": found})


def _step(item: Sequence[Piece], notes: Notes) -> dict[str, str] | None:
    title, rest = item[0], list(item[1:])
    if not isinstance(title, Paragraph) or not title.is_bold or title.links or len(title.text) > LONGEST_LINE:
        return None
    code = rest.pop() if rest and isinstance(rest[-1], Code) else None
    if not (rest or code) or not all(map(is_prose, rest)):
        return None
    language, name, understood = language_and_file(code.info) if isinstance(code, Code) else ("", "", True)
    if name or not understood:  # a step's code has no place for them
        return None
    return {
        "title": title.text,
        "body": rich_text(rest),
        "code": code.text if isinstance(code, Code) else "",
        "language": language,
    }


def key_facts(listing: Listing, notes: Notes) -> Block | None:
    """A list, each item of which is a bold label with a few words behind a colon."""
    if listing.ordered or len(listing.items) < 2:
        return None
    facts = []
    for item in listing.items:
        line = item[0]
        found = FACT.fullmatch(line.html) if len(item) == 1 and isinstance(line, Paragraph) else None
        if not found or not isinstance(line, Paragraph):
            return None
        label, _, value = (part.strip() for part in re.split("([:：])", line.text, maxsplit=1))
        if len(label) > LONGEST_LABEL or len(value) > LONGEST_FACT or not label or not value:
            return None
        facts.append({"label": label, "value": value})
    notes.add(Kind.BECAME, f"the list of {len(facts)} labels became key facts", listing.line)
    return Block(listing.line, "key_facts", {"heading": "", "facts": facts})


def divided(listing: Listing, notes: Notes) -> Iterator[Piece]:
    """A list that rich text cannot hold, as the pieces that it is made of; numbers are kept as words."""
    if listing.ordered and listing.start > 1:
        message = f"the list begins at {listing.start}; it is kept as paragraphs with their numbers"
    else:
        message = "the list holds more than lines and lists, and was divided"
    notes.add(Kind.CHANGED, message, listing.line)
    for position, item in enumerate(listing.items):
        lead, rest = item[0], item[1:]
        if isinstance(lead, Paragraph):
            words = numbered(listing, position, "").strip()
            yield Paragraph(lead.line, numbered(listing, position, lead.html), f"{words} {lead.text}", lead.links)
        else:
            if listing.ordered:
                mark = numbered(listing, position, "").strip()
                yield Paragraph(listing.line, mark, mark)
            yield lead
        yield from rest
