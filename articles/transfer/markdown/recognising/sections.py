"""Sections that are fields or blocks of their own: key takeaways, questions, points for and against."""

from __future__ import annotations

from collections.abc import Sequence

from ..limits import LONGEST_LINE, LONGEST_TAKEAWAY, MOST_TAKEAWAYS
from ..notes import Kind, Notes, shortened
from ..pieces import Block, Heading, Listing, Paragraph, Piece
from ..prose import is_prose, rich_text
from .names import AGAINST, IN_FAVOUR, QUESTIONS, TAKEAWAYS, named


def take_takeaways(pieces: list[Piece], notes: Notes) -> tuple[list[str], list[Piece]]:
    """The list beneath the first heading that says so, where the field can hold every item."""
    for position, piece in enumerate(pieces[:-1]):
        items = _plain_items(pieces[position + 1])
        fits = 0 < len(items) <= MOST_TAKEAWAYS and all(len(item) <= LONGEST_TAKEAWAY for item in items)
        if is_named(piece, TAKEAWAYS) and fits:
            say_field(piece, f"the list of {len(items)} beneath became the key takeaways", notes)
            return items, [*pieces[:position], *pieces[position + 2 :]]
    return [], pieces


def take_questions(pieces: list[Piece], notes: Notes) -> list[Piece]:
    """A section of questions, each a heading above its answer, becomes one block."""
    result: list[Piece] = []
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        position += 1
        if isinstance(piece, Heading) and is_named(piece, QUESTIONS):
            questions, end = _questions(pieces, position, piece.level)
            if questions:
                notes.add(Kind.BECAME, f"{len(questions)} questions with their answers became a block", piece.line)
                result.append(Block(piece.line, "faq", {"heading": piece.text, "questions": questions}))
                position = end
                continue
        result.append(piece)
    return result


def take_pros_and_cons(pieces: list[Piece], notes: Notes) -> list[Piece]:
    """Two lists beneath “For” and “Against”, or words that mean it."""
    result: list[Piece] = []
    position = 0
    while position < len(pieces):
        group = pieces[position : position + 4]
        if len(group) == 4 and is_named(group[0], IN_FAVOUR) and is_named(group[2], AGAINST):
            pros, cons = _plain_items(group[1]), _plain_items(group[3])
            if pros and cons:
                say_field(group[0], "this list and the next became pros and cons", notes)
                notes.accounted.append(group[2].text)  # type: ignore[union-attr]
                result.append(Block(group[0].line, "pros_cons", {"heading": "", "pros": pros, "cons": cons}))
                position += 4
                continue
        result.append(pieces[position])
        position += 1
    return result


def is_named(piece: Piece, names: frozenset[str]) -> bool:
    return isinstance(piece, Heading) and not piece.links and named(piece.text) in names


def say_field(piece: Piece, message: str, notes: Notes) -> None:
    """The heading's words are the field's name from now on."""
    if isinstance(piece, Heading):
        notes.add(Kind.BECAME, f"“{shortened(piece.text)}”: {message}", piece.line, words=piece.text)


def _plain_items(piece: Piece) -> list[str]:
    """The items of a list that are a line each, without links; none if any is not."""
    if not isinstance(piece, Listing):
        return []
    lines = [item[0] for item in piece.items if len(item) == 1]
    texts = [line.text for line in lines if isinstance(line, Paragraph) and not line.links]
    return texts if len(texts) == len(piece.items) else []


def _questions(pieces: Sequence[Piece], begin: int, level: int) -> tuple[list[dict[str, str]], int]:
    """Headings below ``level`` with prose alone beneath each; none where anything else is among them."""
    questions: list[dict[str, str]] = []
    position = begin
    while position < len(pieces):
        question = pieces[position]
        if not isinstance(question, Heading) or question.level <= level:
            break
        answer: list[Piece] = []
        position += 1
        while position < len(pieces) and not isinstance(pieces[position], Heading) and is_prose(pieces[position]):
            answer.append(pieces[position])
            position += 1
        if not answer or question.links or len(question.text) > LONGEST_LINE:
            return [], begin
        questions.append({"question": question.text, "answer": rich_text(answer)})
    return questions, position
