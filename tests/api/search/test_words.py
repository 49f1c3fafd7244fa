"""What a word is, in texts and in queries."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_api.errors import BadInputError
from content_api.search.analysis import tokens
from content_api.search.query import LONGEST_QUERY, MOST_WORDS, Term, read_query


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Running runs RUN", ["run", "run", "run"]),
        ("Django's templates", ["django", "templat"]),
        ("café Ｃａｆé cafe\u0301", ["cafe", "cafe", "cafe"]),
        ("snake_case, C++ & 5.2", ["snake", "case", "c", "5", "2"]),
        ("网络框架", ["网络", "络框", "框架", "架"]),
        ("Django框架", ["django", "框架", "架"]),
        ("カタカナ 한국어", ["カタ", "タカ", "カナ", "ナ", "한국", "국어", "어"]),
        ("🙂 *\"' \x00", []),
        ("x" * 100, ["x" * 60]),
    ],
)
def test_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@given(st.text())
def test_tokens_stand_in_the_text_in_order(text: str) -> None:
    starts = [token.start for token in tokens(text)]
    assert starts == sorted(starts)
    for token in tokens(text):
        assert 0 <= token.start < token.end <= len(text)
        assert all(character.isalnum() for character in token.term)


def words(text: str) -> list[list[str]]:
    return [[term.text for term in word.terms] for word in read_query(text).words]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What is the admin of Django?", [["admin"], ["django"]]),
        ("what is the", [["what"], ["is"], ["the"]]),
        ("django Django's DJANGO", [["django"]]),
        ("网络框架", [["网络", "络框", "框架"]]),
        ("Django框架", [["django"], ["框架"]]),
        ('"NEAR(" OR -x*', [["near"], ["x"]]),
        ("", []),
        ("🙂 '\" &|!", []),
    ],
)
def test_words_of_a_query(text: str, expected: list[list[str]]) -> None:
    assert words(text) == expected


def test_one_chinese_character_is_a_beginning() -> None:
    (word,) = read_query("架").words
    assert word.terms == (Term("架", is_beginning=True),)


@pytest.mark.parametrize(
    ("text", "wholes"),
    [
        ("running mig", [("running", False), ("mig", True)]),
        ("migrations an", [("migrations", False), ("an", True)]),
        ("mig django mig", [("django", False), ("mig", True)]),
    ],
)
def test_the_last_word_may_be_a_beginning(text: str, wholes: list[tuple[str, bool]]) -> None:
    query = read_query(text, completes=True)
    assert [(term.text, term.is_beginning) for term in query.wholes] == wholes


def test_longest_query() -> None:
    assert len(read_query("x" * LONGEST_QUERY).words) == 1
    with pytest.raises(BadInputError, match="at most 200 characters, not 201"):
        read_query("x" * (LONGEST_QUERY + 1))


def test_most_words() -> None:
    assert len(read_query(" ".join(f"w{number}" for number in range(MOST_WORDS))).words) == MOST_WORDS
    with pytest.raises(BadInputError, match="at most 20 words, not 21"):
        read_query(" ".join(f"w{number}" for number in range(MOST_WORDS + 1)))
