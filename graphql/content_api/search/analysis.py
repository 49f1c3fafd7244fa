"""What a word is: the terms of a text, with their places in it.

- Words are folded (case, accents, width) and stemmed: "Runs" and "running" are the term ``run``.
- Chinese, Japanese and Korean put no spaces between words. A run of such characters becomes its overlapping pairs,
  as in Lucene's ``CJKBigramFilter``: 网络框架 is 网络, 络框 and 框架. Its last character is a term too, so that every
  character begins a term and one that is asked for alone is found as a beginning.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Container, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import snowballstemmer
from django.conf import settings

# Characters of a longer word than this are not told apart: no term may be too long for a database.
LONGEST_TERM = 60

CJK = "\u3005-\u3007\u3040-\u30ff\u3105-\u312f\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
CJK += "\U00020000-\U000323af"
# Letters and digits with combining accents; an English genitive belongs to its word.
WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*(?:['’][sS](?![^\W_]))?")
RUN = re.compile(f"[{CJK}]+|[^{CJK}]+")
IS_CJK = re.compile(f"[{CJK}]")

_stemmers = threading.local()


class Token(NamedTuple):
    """A term, and where it stands in the text: from ``start`` up to, not including, ``end``."""

    term: str
    start: int
    end: int


def tokens(text: str, initials: Container[str] | None = None) -> Iterator[Token]:
    """The terms of ``text`` in their order. Those of a run of Chinese characters overlap.

    With ``initials`` some terms that begin with none of these characters are left out, which is faster.
    """
    for match in WORD.finditer(text):
        word = match.group()
        if initials is not None and word.isascii() and word[0].lower() not in initials:
            continue
        for start, run in runs(word, match.start()):
            if is_cjk(run):
                for place in range(len(run)):
                    pair = run[place : place + 2]
                    yield Token(pair, start + place, start + place + len(pair))
            else:
                yield Token(stem(run), start, start + len(run))


def runs(word: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """``word`` cut where Chinese meets other script, each part with its place."""
    if word.isascii():
        yield start, word
    else:
        yield from ((start + match.start(), match.group()) for match in RUN.finditer(word))


def is_cjk(run: str) -> bool:
    return bool(IS_CJK.match(run))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The term of a word: folded and without its ending."""
    folded = fold(word)
    stemmed: str = _stemmer().stemWord(folded) if folded else ""
    return stemmed or folded


def fold(word: str) -> str:
    """``word`` without case, accents, width and genitive: as it stands in the index unstemmed."""
    word = re.sub("['’][sS]$", "", word[:LONGEST_TERM])
    if word.isascii():
        return word.lower()
    decomposed = unicodedata.normalize("NFKD", word).casefold()
    return "".join(character for character in decomposed if character.isalnum())[:LONGEST_TERM]


def _stemmer() -> Any:
    """The stemmer of this thread: it keeps the word it works on."""
    if not hasattr(_stemmers, "stemmer"):
        _stemmers.stemmer = snowballstemmer.stemmer(settings.SEARCH_STEMMER)
    return _stemmers.stemmer
