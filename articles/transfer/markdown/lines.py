"""The lines of a rough text made into Markdown: what pages show as lists and paragraphs, and what stands alone.

Nothing is taken away and each line keeps the number that it has in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from .recognising.bylines import is_byline
from .recognising.furniture import is_furniture

FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
BULLET = re.compile(r"^(\s*)[•◦▪▫●○■□►▸‣⁃∙·・](?:\s+|(?=\w))")
DASH = re.compile(r"^(\s{0,3})[–—―]\s+")
PICTURE = re.compile(r"^\s{0,3}(?:\[?!\[[^\]]*\]\([^)]*\)(?:\]\([^)]*\))?\s*)+$")
PLAIN = re.compile(r"^\w")
ENDS_A_SENTENCE = re.compile(r"[.!?:;,。！？：；，…]\s*$")
LONGEST_FIRST_LINE = 120


class Line(NamedTuple):
    """A line with its number, from 1."""

    number: int
    text: str


def prepared(text: str) -> list[Line]:
    """The lines, some more empty ones among them."""
    lines = [Line(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    prose = _outside_code(lines)
    lines = [line if line.number not in prose else _with_bullet(line) for line in lines]
    lines = _with_dashes(lines, prose)
    return list(_apart(lines, prose))


def _outside_code(lines: list[Line]) -> set[int]:
    """Numbers of the lines that no fence holds."""
    outside, fence = set(), ""
    for line in lines:
        found = FENCE.match(line.text)
        if not fence and found:
            fence = found[1]
        elif fence:
            if found and found[1].startswith(fence) and not line.text.strip().strip(fence[0]):
                fence = ""
        else:
            outside.add(line.number)
    return outside


def _with_bullet(line: Line) -> Line:
    return Line(line.number, BULLET.sub(r"\1- ", line.text))


def _with_dashes(lines: list[Line], prose: set[int]) -> list[Line]:
    """Dashes are bullets where two lines that follow each other begin with one; a single one names an author."""
    filled = [line for line in lines if line.text.strip()]
    bullets = set()
    for one, other in pairwise(filled):
        if {one.number, other.number} <= prose and DASH.match(one.text) and DASH.match(other.text):
            bullets |= {one.number, other.number}
    return [Line(line.number, DASH.sub(r"\1- ", line.text)) if line.number in bullets else line for line in lines]


def _apart(lines: list[Line], prose: set[int]) -> Iterator[Line]:
    """Empty lines around what is a paragraph of its own, though the file runs it into the next."""
    first = next((line.number for line in lines if line.text.strip() and not PICTURE.match(line.text)), 0)
    for position, line in enumerate(lines):
        following = lines[position + 1].text if position + 1 < len(lines) else ""
        if line.number in prose and _stands_alone(line.text, following, is_first=line.number == first):
            yield Line(line.number, "")
            yield line
            yield Line(line.number, "")
        else:
            yield line


def _stands_alone(text: str, following: str, *, is_first: bool) -> bool:
    if PICTURE.match(text):
        return True
    if not PLAIN.match(text):
        return False
    return is_byline(text) or is_furniture(text) or (is_first and _is_title_above(text, following))


def _is_title_above(text: str, following: str) -> bool:
    """A short line without an end above a line that is much longer: no paragraph is wrapped like that."""
    return (
        len(text) <= LONGEST_FIRST_LINE
        and not ENDS_A_SENTENCE.search(text)
        and not text.lstrip().startswith("|")
        and len(following) > 1.5 * len(text)
        and bool(re.match(r"\w", following))
    )
