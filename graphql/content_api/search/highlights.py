"""Highlights: the passages of a text where the words of a query stand, with the words marked.

They are found with the terms of the index, in Python, so that both databases mark the same: "run" marks "running",
and 框架 marks itself inside a longer run of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from itertools import islice

from .analysis import fold, is_cjk, tokens
from .query import Query

# Marks after these are left aside: a text that is full of a word needs no further passage.
MOST_MARKS = 60
ELLIPSIS = "…"

Span = tuple[int, int]


@dataclass(frozen=True)
class Part:
    """A piece of a passage."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Passage:
    """A piece of a text around some marks."""

    parts: tuple[Part, ...]

    @property
    def html(self) -> str:
        """The passage as HTML: escaped, the matches in ``<mark>``."""
        return "".join(
            f"<mark>{escape(part.text)}</mark>" if part.is_match else escape(part.text) for part in self.parts
        )


class Marker:
    """Marks the words of one query in any text."""

    def __init__(self, query: Query) -> None:
        words = query.words
        self._runs = {word.whole.text: {term.text for term in word.terms} for word in words if len(word.terms) > 1}
        terms = [term for word in words if len(word.terms) == 1 for term in word.terms]
        self._terms = {term.text for term in terms if not term.is_beginning}
        self._beginnings = tuple(term.text for term in terms if term.is_beginning)
        self._begun = words[-1].whole.text if query.completes else ""
        # A stem begins as its word does.
        self._initials = {text[0] for text in (*self._terms, *self._beginnings, self._begun) if text}

    def title(self, text: str) -> Passage | None:
        """All of ``text`` with its marks; ``None`` where it has none."""
        marks = list(self._marks(text, self._pairs(text)))
        return Passage(tuple(_parts(text, (0, len(text)), marks))) if marks else None

    def passages(self, text: str, *, most: int, length: int) -> list[Passage]:
        """The ``most`` passages of about ``length`` characters with the most different words, in the text's order.

        A passage lies within one line.
        """
        groups = list(self._groups(text, length)) if most else []
        best = sorted(range(len(groups)), key=lambda number: (-_variety(*groups[number]), number))[:most]
        return [_passage(*groups[number], length) for number in sorted(best)]

    def _groups(self, text: str, length: int) -> Iterator[tuple[str, list[Span]]]:
        """Marks that fit into one passage together, with the line that they stand in."""
        left = MOST_MARKS
        pairs = self._pairs(text)
        for line in text.split("\n"):
            group: list[Span] = []
            for mark in islice(self._marks(line, pairs), left):
                left -= 1
                if group and mark[1] - group[0][0] > length:
                    yield line, group
                    group = []
                group.append(mark)
            if group:
                yield line, group

    def _pairs(self, text: str) -> set[str]:
        """Pairs of characters to mark: those of runs that stand nowhere in ``text`` as a whole."""
        return {pair for run, pairs in self._runs.items() if run not in text for pair in pairs}

    def _marks(self, text: str, pairs: set[str]) -> Iterator[Span]:
        """Where words of the query stand, what overlaps or touches as one."""
        marked: Span | None = None
        for start, end in sorted([*self._marked_runs(text), *self._marked_words(text, pairs)]):
            if marked and start <= marked[1]:
                marked = (marked[0], max(end, marked[1]))
                continue
            if marked:
                yield marked
            marked = (start, end)
        if marked:
            yield marked

    def _marked_runs(self, text: str) -> Iterator[Span]:
        for run in self._runs:
            for match in re.finditer(re.escape(run), text):
                yield match.span()

    def _marked_words(self, text: str, pairs: set[str]) -> Iterator[Span]:
        for term, start, end in tokens(text, self._initials):
            if term in self._terms or term in pairs:
                yield start, end
            elif term.startswith(self._beginnings):
                yield start, start + 1 if is_cjk(term) else end
            elif self._begun and fold(text[start:end]).startswith(self._begun):
                yield start, end


def _variety(line: str, marks: list[Span]) -> int:
    return len({line[start:end].casefold() for start, end in marks})


def _passage(line: str, marks: list[Span], length: int) -> Passage:
    start, end = _around(line, marks[0][0], marks[-1][1], length)
    parts = list(_parts(line, (start, end), marks))
    if start > 0:
        parts = _joined(Part(ELLIPSIS, False), parts[0]) + parts[1:]
    if end < len(line):
        parts = parts[:-1] + _joined(parts[-1], Part(ELLIPSIS, False))
    return Passage(tuple(parts))


def _around(line: str, first: int, last: int, length: int) -> Span:
    """A stretch about what lies from ``first`` to ``last``: evenly before and behind, broken between words."""
    length = max(length, last - first)
    start = max(first - (length - (last - first)) // 2, 0)
    end = min(start + length, len(line))
    start = max(end - length, 0)
    if start > 0:
        start = line.find(" ", start, first) + 1 or start
    if end < len(line):
        space = line.rfind(" ", last, end)
        end = space if space >= 0 else end
    return start, end


def _parts(text: str, around: Span, marks: Iterable[Span]) -> Iterator[Part]:
    place, stop = around
    for start, end in marks:
        if start > place:
            yield Part(text[place:start], False)
        yield Part(text[start:end], True)
        place = end
    if place < stop:
        yield Part(text[place:stop], False)


def _joined(first: Part, second: Part) -> list[Part]:
    """Two neighbours, as one where neither is a match."""
    if first.is_match or second.is_match:
        return [first, second]
    return [Part(first.text + second.text, False)]
