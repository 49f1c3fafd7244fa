"""Words, in languages with and without spaces between them."""

from __future__ import annotations

import re
from itertools import islice

# Ideographs stand for a word each: the unified ones, their first extension and the compatibility ones.
_IDEOGRAPHS = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_LETTERS = rf"[^\W_{_IDEOGRAPHS}]+"
_IDEOGRAPH = re.compile(rf"[{_IDEOGRAPHS}]")
_WORD = re.compile(rf"{_LETTERS}(?:['’.\-_/]{_LETTERS})*")
_EITHER = re.compile(rf"{_IDEOGRAPH.pattern}|{_WORD.pattern}")

ELLIPSIS = "…"


def count_words(text: str) -> tuple[int, int]:
    """Words written with letters, and ideographs, in ``text``."""
    return len(_WORD.findall(text)), len(_IDEOGRAPH.findall(text))


def first_words(text: str, limit: int) -> str:
    """The first ``limit`` words on one line, each ideograph counted as one; with an ellipsis where words are left."""
    line = " ".join(text.split())
    words = list(islice(_EITHER.finditer(line), limit + 1))
    return line if len(words) <= limit else line[: words[limit - 1].end()] + ELLIPSIS
