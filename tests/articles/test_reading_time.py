"""Words and minutes, in languages with and without spaces."""

from __future__ import annotations

import pytest

from articles.reading_time import minutes_to_read
from content_api.rich_text.words import count_words


@pytest.mark.parametrize(
    ("_case", "text", "expected"),
    [
        ("nothing", "", (0, 0)),
        ("words and punctuation", "Django began in 2003, in Kansas.", (6, 0)),
        ("apostrophe, hyphen and dotted name are one word", "Node.js isn’t full-stack", (3, 0)),
        ("dashes and bullets are no words", "one – two * three", (3, 0)),
        ("each ideograph counts, its punctuation does not", "Django 是框架。", (1, 3)),
        ("accents", "Côte d'Ivoire, São Tomé", (4, 0)),
    ],
)
def test_count_words(_case: str, text: str, expected: tuple[int, int]) -> None:
    assert count_words(text) == expected


@pytest.mark.parametrize(
    ("_case", "words", "ideographs", "minutes"),
    [
        ("one at least", 0, 0, 1),
        ("exactly one", 200, 0, 1),
        ("one word more is another minute", 201, 0, 2),
        ("three hundred characters", 0, 300, 1),
        ("both kinds add up", 300, 300, 3),
    ],
)
def test_minutes_to_read(_case: str, words: int, ideographs: int, minutes: int) -> None:
    assert minutes_to_read(words, ideographs) == minutes
