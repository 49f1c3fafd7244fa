"""Finding out what a filter can name so that its answer depends on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from django.db.models import Model

from articles import models as articles

from .channels import UNKNOWN, Channels, channels_of
from .documents import Answer, ask, document, selection
from .edges import Edge
from .showcase import Showcase
from .traces import Key, key_of

# What each of ``edges.NAMING`` names.
NAMED: dict[str, type[Model]] = {
    "company": articles.CompanyPage,
    "framework": articles.Framework,
    "frameworks": articles.Framework,
}


@dataclass(frozen=True)
class Naming:
    """An object, and slugs to name it by: its own last."""

    target: Key
    names: tuple[str, ...]


def named_pairs(edge: Edge, showcase: Showcase) -> Iterator[Naming]:
    """Objects on which the answer of ``edge`` depends when it names them by slug."""
    model = NAMED[edge.argument.rpartition(".")[2]]
    objects: list[Any] = [one for one in showcase.pool if isinstance(one, model)]
    for one in objects:
        alone = (one.slug,)
        together = [(*others, one.slug) for others in _others(one, objects)]
        for names in [alone, *together]:
            naming = Naming(key_of(one), names)
            if _depends(edge, naming):
                yield naming


def _others(one: Any, objects: list[Any]) -> Iterator[tuple[str, ...]]:
    slugs = [other.slug for other in objects if other != one]
    for count in range(1, len(slugs) + 1):
        yield from permutations(slugs, count)


def _depends(edge: Edge, naming: Naming) -> bool:
    channels = channels_of(edge, None, "", list(naming.names))
    answer = ask_apart(fields_of_channels(edge, channels), naming.names)
    is_answered = all(isinstance(answer.data[alias], dict) for alias in list(channels)[::2])
    return is_answered and all(differing(answer.data, list(channels)))


def fields_of_channels(edge: Edge, channels: Channels) -> dict[str, str]:
    """What is to be selected at the root for each channel."""
    return {alias: selection(alias, "Query", edge.field_name, given) for alias, given in channels.items()}


def ask_apart(fields: dict[str, str], names: tuple[str, ...]) -> Answer:
    """Ask each field in a document of its own, because one that refuses a name takes the others with it.

    In place of an answer stand the messages of its errors, without the name that the client gave itself.
    """
    data: dict[str, Any] = {}
    for alias, field in fields.items():
        answer = ask(document(((), field)))
        told = [str(error["message"]).replace(names[-1], UNKNOWN) for error in answer.errors]
        data[alias] = answer.data[alias] if answer.data and not told else told
    return Answer("", data, [])


def differing(data: dict[str, Any], aliases: list[str]) -> list[bool]:
    """For each pair of channels whether the answer tells a name from an unknown one."""
    pairs = zip(aliases[::2], aliases[1::2], strict=True)
    return [without_cursors(data[known]) != without_cursors(data[unknown]) for known, unknown in pairs]


def without_cursors(value: Any) -> Any:
    """``value`` without what depends on the words of the question: a cursor belongs to a list with its filter."""
    if isinstance(value, dict):
        return {name: without_cursors(one) for name, one in value.items() if "ursor" not in name}
    if isinstance(value, list):
        return [without_cursors(one) for one in value]
    return value
