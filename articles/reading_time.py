"""How long a text takes to read, in languages with and without spaces between words."""

from __future__ import annotations

import math
import re

WORDS_A_MINUTE = 200
CHARACTERS_A_MINUTE = 300

# Ideographs stand for a word each: the unified ones, their first extension and the compatibility ones.
_IDEOGRAPH = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_WORD = re.compile(r"[^\W_]+(?:['’.\-_/][^\W_]+)*")


def count_words(text: str) -> tuple[int, int]:
    """Words written with letters, and ideographs, in ``text``."""
    ideographs = len(_IDEOGRAPH.findall(text))
    words = len(_WORD.findall(_IDEOGRAPH.sub(" ", text)))
    return words, ideographs


def minutes_to_read(words: int, ideographs: int) -> int:
    """Whole minutes, one at least."""
    return max(1, math.ceil(words / WORDS_A_MINUTE + ideographs / CHARACTERS_A_MINUTE))
