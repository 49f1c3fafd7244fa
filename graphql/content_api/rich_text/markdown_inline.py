"""The inline part of Markdown: marks, links, code, and text that stays text.

CommonMark takes ``**`` for the begin or end of a mark only between certain characters (section 6.2, “left-flanking” and
“right-flanking”): not in ``中文**“加粗”**中文``. There a neighbour is written as a character reference, which counts as
punctuation, as mdast-util-to-markdown does it.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from .inline import Node

HARD_BREAK = "\\\n"

_ANYWHERE = re.compile(r"[\\`*\[\]<~|]|&(?=[#\w])|(?<![^\W_])_|_(?![^\W_])")
_AT_LINE_START = re.compile(r"\A(\d{1,9}(?=[.)](?:\s|\Z))|(?=[#+=>-]|:-))")
_PLAIN_ADDRESS = re.compile(r"[^\s<>()\\\x00-\x1f\x7f]+")
_BACKTICKS = re.compile(r"`+")


class Kind(Enum):
    """What a piece is to its neighbours."""

    TEXT = auto()
    OPENING = auto()
    CLOSING = auto()
    OTHER = auto()  # written already


@dataclass
class Piece:
    """A stretch of the line. Of a text, the first and last character may have to be written as references."""

    kind: Kind
    value: str
    encode_first: bool = False
    encode_last: bool = False

    @property
    def first(self) -> str:
        """The character that a neighbour before it sees."""
        return "&" if self.encode_first or (self.encode_last and len(self.value) == 1) else self.value[0]

    @property
    def last(self) -> str:
        """The character that a neighbour after it sees."""
        return ";" if self.encode_last or (self.encode_first and len(self.value) == 1) else self.value[-1]


def inline_markdown(nodes: list[Node]) -> str:
    """A paragraph."""
    pieces = list(_pieces(nodes))
    _tell_emphasis_from_strong(pieces)
    while _encode_neighbours(pieces):
        pass
    return "".join(
        _text(pieces, number) if piece.kind is Kind.TEXT else piece.value for number, piece in enumerate(pieces)
    )


_MARKS = {"emphasis": "*", "strong": "**", "delete": "~~"}
_ELEMENTS = {"subscript": "sub", "superscript": "sup"}


def _pieces(nodes: list[Node]) -> Iterator[Piece]:
    for node in nodes:
        kind = node["type"]
        if kind == "text":
            yield Piece(Kind.TEXT, node["value"])
        elif kind == "inlineCode":
            yield Piece(Kind.OTHER, _code(node["value"]))
        elif kind == "break":
            yield Piece(Kind.OTHER, HARD_BREAK)
        elif kind in _MARKS:
            yield Piece(Kind.OPENING, _MARKS[kind])
            yield from _pieces(node["children"])
            yield Piece(Kind.CLOSING, _MARKS[kind])
        else:
            before, after = ("[", f"]({_address(node['url'])})") if kind == "link" else _tags(_ELEMENTS[kind])
            yield Piece(Kind.OTHER, before)
            yield from _pieces(node["children"])
            yield Piece(Kind.OTHER, after)


def _code(value: str) -> str:
    fence = "`" * (max(map(len, _BACKTICKS.findall(value)), default=0) + 1)
    padding = " " if value.startswith("`") or value.endswith("`") else ""
    return f"{fence}{padding}{value}{padding}{fence}"


def _address(url: str) -> str:
    url = re.sub(r"[\x00-\x1f\x7f]", lambda match: f"%{ord(match[0]):02X}", url)
    escaped = re.sub(r"[\\<>]|&(?=[#\w])", r"\\\g<0>", url)
    return escaped if _PLAIN_ADDRESS.fullmatch(url) else f"<{escaped}>"


def _tags(name: str) -> tuple[str, str]:
    return f"<{name}>", f"</{name}>"


def _tell_emphasis_from_strong(pieces: list[Piece]) -> None:
    """Write emphasis as ``_`` where asterisks stand beside its own: nobody could say whose they are."""
    opened: list[int] = []
    for number, piece in enumerate(pieces):
        if piece.kind is Kind.OPENING:
            opened.append(number)
        elif piece.kind is Kind.CLOSING:
            begin = opened.pop()
            around = [
                pieces[place] for end in (begin, number) for place in (end - 1, end + 1) if 0 <= place < len(pieces)
            ]
            if piece.value == "*" and any(one.value == "**" and one.kind in _DELIMITERS for one in around):
                pieces[begin].value = piece.value = "_"


_DELIMITERS = {Kind.OPENING, Kind.CLOSING}


def _encode_neighbours(pieces: list[Piece]) -> bool:
    """Mark characters outside of marks that must become references; whether any has been found."""
    changed = False
    for number, piece in enumerate(pieces):
        if piece.kind is Kind.OPENING and number:
            outside, inside = pieces[number - 1], pieces[number + 1].first
            if not outside.encode_last and _hides(piece.value, inside, outside.last, outside.kind):
                outside.encode_last = changed = True
        elif piece.kind is Kind.CLOSING and number + 1 < len(pieces):
            outside, inside = pieces[number + 1], pieces[number - 1].last
            if not outside.encode_first and _hides(piece.value, inside, outside.first, outside.kind):
                outside.encode_first = changed = True
    return changed


def _hides(marker: str, inside: str, outside: str, kind: Kind) -> bool:
    """Whether a mark is not seen between these two characters."""
    return kind is Kind.TEXT and (marker == "_" or _may_be_punctuation(inside)) and not _separates(outside)


def _may_be_punctuation(character: str) -> bool:
    # CommonMark counts symbols as punctuation since version 0.31, its readers do so one by one.
    return character in string.punctuation or unicodedata.category(character)[0] in "PS"


def _separates(character: str) -> bool:
    return character in string.punctuation or character.isspace() or unicodedata.category(character)[0] == "P"


def _text(pieces: list[Piece], number: int) -> str:
    """A text with what would be markup escaped."""
    piece = pieces[number]
    first, between, last = _with_references(piece)
    text = _ANYWHERE.sub(r"\\\g<0>", between)
    if not first and (number == 0 or pieces[number - 1].value == HARD_BREAK):
        text = _AT_LINE_START.sub(r"\1\\", text)
    if text.endswith("!") and not last and number + 1 < len(pieces) and pieces[number + 1].value == "[":
        text = text[:-1] + r"\!"
    return first + text + last


def _with_references(piece: Piece) -> tuple[str, str, str]:
    """The first character if it is a reference, what is written as it is, the last character likewise."""
    text = piece.value
    if len(text) == 1 and (piece.encode_first or piece.encode_last):
        return _reference(text), "", ""
    begin, end = int(piece.encode_first), len(text) - int(piece.encode_last)
    return "".join(map(_reference, text[:begin])), text[begin:end], "".join(map(_reference, text[end:]))


def _reference(character: str) -> str:
    return f"&#x{ord(character):x};"
