"""How long a text takes to read, in languages with and without spaces between words."""

from __future__ import annotations

import math

WORDS_A_MINUTE = 200
CHARACTERS_A_MINUTE = 300


def minutes_to_read(words: int, ideographs: int) -> int:
    """Whole minutes, one at least."""
    return max(1, math.ceil(words / WORDS_A_MINUTE + ideographs / CHARACTERS_A_MINUTE))
