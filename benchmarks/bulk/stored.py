"""Invented blocks in the form in which a StreamField stores them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.invented import Block, Figure, Link, Reference, RichText

from .tree import uid

Keys = Callable[[Reference], int]


def stored_body(blocks: Iterable[Block], keys: Keys, seed: str) -> list[dict[str, Any]]:
    """``blocks`` with the primary keys that ``keys`` gives; ``seed`` decides the ids of the blocks."""
    return [
        {"type": block.type, "value": stored(block.value, keys), "id": str(uid(seed, position))}
        for position, block in enumerate(blocks)
    ]


def stored(value: Any, keys: Keys) -> Any:
    """The stored form of a value, whatever it is made of."""
    if isinstance(value, Reference):
        return keys(value)
    if isinstance(value, RichText):
        return rich_text(value, keys)
    if isinstance(value, Figure):
        return {"image": keys(value.image), "alt_text": value.alt_text, "decorative": False}
    if isinstance(value, dict):
        return {name: stored(child, keys) for name, child in value.items()}
    if isinstance(value, list):
        return [stored(item, keys) for item in value]
    return value


def rich_text(text: RichText, keys: Keys) -> str:
    """Wagtail's stored HTML. The invented words need no escaping."""
    return "".join(f"<p>{''.join(_part(part, keys) for part in paragraph)}</p>" for paragraph in text.paragraphs)


def _part(part: str | Link, keys: Keys) -> str:
    if isinstance(part, str):
        return part
    return f'<a linktype="page" id="{keys(part.target)}">{part.text}</a>'


def set_stream(page: Any, name: str, blocks: list[dict[str, Any]]) -> None:
    """Give ``page`` a stream that is only to be stored: Wagtail's attribute would read it into blocks first."""
    page.__dict__[name] = blocks
