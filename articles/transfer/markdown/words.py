"""Whether every word of a file is in what it became: the importer's promise, kept by counting.

Both sides are read alike: without marks, letter case aside, each ideograph as a word of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import unescape
from urllib.parse import unquote

from .raw_html import COMMENT, SCRIPT
from .scripts import CJK

WORD = re.compile(rf"[{CJK}]|[^\W{CJK}]+")
MARKS = re.compile(r"[*_~`\\]")
LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL | re.IGNORECASE)
# Tags that stand within words; all others stand between them.
WITHIN = "b|i|em|strong|code|sub|sup|span|mark|u|s|del|ins|kbd|abbr|small|a"
TAG_WITHIN = re.compile(rf"</?(?:{WITHIN})\b[^<>]*>", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][\w-]*(?=[\s/>])[^<>]*>|<![A-Za-z][^<>]*>")
ITEM = re.compile(r"^(?:[\s>]*(?:[-+*•]|\d{1,9}[.)])(?=\s|$))+")
FENCE = re.compile(r"^[\s>]*(?:[-+*]\s+|\d+[.)]\s+)*(?:`{3,}[^`]*|~{3,}.*)$")
LABEL = re.compile(r"(?<=\])\[[^\]]*\]|^[\s>]*\[(?!\^)[^\]]+\]:(?=\s)")
DATA = re.compile(r"data:[\w/+.-]*(?:;[\w=.-]+)*,[\w+/=%.-]*", re.IGNORECASE)
DASHES = re.compile(r"^[\s|:.-]+$")


def words_in(text: str) -> list[str]:
    """The words of a text in which nothing is markup but what both sides may hold."""
    text = MARKS.sub("", unquote(unescape(text)))
    return [word.casefold() for word in WORD.findall(text)]


def words_of_html(html: str) -> list[str]:
    """The words of rich text, and of the addresses in it."""
    html = LINK.sub(lambda link: f" {link[2]} {link[1]} ", html)
    return words_in(TAG.sub(" ", TAG_WITHIN.sub("", html)))


def missing(lines: Sequence[tuple[int, str]], result: Iterable[str]) -> list[tuple[int, str]]:
    """The lines of a file with words that the result lacks; those that lack most of theirs first found."""
    wanted = [(number, text, _words_of_line(text)) for number, text in _visible(lines)]
    lacking = Counter(word for _, _, words in wanted for word in words)
    lacking.subtract(Counter(result))
    lacking = +lacking
    found: list[tuple[int, str]] = []
    by_share = sorted(wanted, key=lambda line: -_share(line[2], lacking))
    for number, text, words in by_share:
        if not lacking:
            break
        if any(lacking[word] > 0 for word in words):
            lacking -= Counter(words)
            found.append((number, text))
    return sorted(found)


def _share(words: Sequence[str], lacking: Counter[str]) -> float:
    return sum(lacking[word] > 0 for word in words) / len(words) if words else 0


def _words_of_line(text: str) -> list[str]:
    return words_in(LABEL.sub(" ", FENCE.sub("", ITEM.sub("", text))))


def _visible(lines: Sequence[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """The lines without what no reader sees of them: comments, scripts, tags, files within addresses."""
    text = "\n".join(text for _, text in lines)
    for pattern in (COMMENT, SCRIPT, TAG_WITHIN):
        text = pattern.sub(_line_breaks, text)
    for pattern in (DATA, TAG):
        text = pattern.sub(lambda hidden: f" {_line_breaks(hidden)}", text)
    for (number, _), line in zip(lines, text.split("\n"), strict=True):
        yield number, line


def _line_breaks(hidden: re.Match[str]) -> str:
    return "\n" * hidden[0].count("\n")
