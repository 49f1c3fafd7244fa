"""What a reader asks for: words, read as the index reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from ..errors import BadInputError
from .analysis import WORD, fold, is_cjk, runs, stem

LONGEST_QUERY = 200  # characters
MOST_WORDS = 20

# English words that say nothing about a text. They are searched for only where nothing else is asked for.
STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "do",
        "does",
        "for",
        "from",
        "how",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "so",
        "than",
        "that",
        "the",
        "their",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "was",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "why",
        "will",
        "with",
    ]
)


class Operator(Enum):
    """Whether a hit has all of the words or any of them."""

    AND = "and"
    OR = "or"


@dataclass(frozen=True)
class Term:
    """A term of the index, or all terms that begin with it."""

    text: str
    is_beginning: bool = False


@dataclass(frozen=True)
class Word:
    """A word of the query: all of these terms together. ``whole`` is the word unstemmed."""

    terms: tuple[Term, ...]
    whole: Term


@dataclass(frozen=True)
class Query:
    """Words and how they go together. With ``completes`` the last may be the beginning of a word in a title."""

    words: tuple[Word, ...]
    operator: Operator = Operator.AND
    completes: bool = False

    @property
    def wholes(self) -> tuple[Term, ...]:
        """The words unstemmed, the last as a beginning."""
        *others, last = (word.whole for word in self.words)
        return (*others, Term(last.text, is_beginning=True))


def read_query(text: str, operator: Operator = Operator.AND, *, completes: bool = False) -> Query:
    """The words of ``text``; everything else, such as quotes, signs and emoji, only separates them.

    Raises ``BadInputError`` where there are too many.
    """
    if len(text) > LONGEST_QUERY:
        raise BadInputError(f"A search takes at most {LONGEST_QUERY} characters, not {len(text)}.")
    found = [run for match in WORD.finditer(text) for _, run in runs(match.group())]
    if len(found) > MOST_WORDS:
        raise BadInputError(f"A search takes at most {MOST_WORDS} words, not {len(found)}.")
    telling = [run for run in found if run.lower() not in STOP_WORDS]
    if completes and found and found[-1] not in telling[-1:]:
        telling.append(found[-1])  # it may be the beginning of another word
    words = _read(telling or found)
    return Query(words, operator, completes and bool(words))


def _read(parts: Iterable[str]) -> tuple[Word, ...]:
    """Each word once, where it stands last: the last of all may be a beginning."""
    read = [_word(part) for part in parts]
    once = dict.fromkeys(word for word in reversed(read) if word.whole.text)
    return tuple(reversed(once))


def _word(part: str) -> Word:
    if not is_cjk(part):
        return Word((Term(stem(part)),), Term(fold(part)))
    if len(part) == 1:
        single = Term(part, is_beginning=True)
        return Word((single,), single)
    pairs = tuple(Term(part[place : place + 2]) for place in range(len(part) - 1))
    return Word(pairs, Term(part))
