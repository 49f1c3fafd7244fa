"""Where in the showcase an edge can be seen at work: a way to an object, and another object that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, product
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Page

from .documents import ask, document, selection
from .edges import MODELS, Edge, Kind, object_type, result_types
from .filling import WORD
from .paths import Path, arguments_on_the_way, channels, paths_to
from .showcase import Showcase
from .states import states_of
from .traces import Key, key_of, key_of_node, owner_of

ENOUGH_PATHS = 12
HREF = re.compile(r'href="([^"]*)"')


class CannotBePlacedError(AssertionError):
    """The showcase or the generator lacks something that this edge needs."""


@dataclass(frozen=True)
class Placement:
    """An edge with a way to it, the objects on the way, and the object that is to be hidden."""

    edge: Edge
    path: Path
    on_the_way: tuple[Key, ...]
    target: Key
    is_own: bool  # the edge shows something of an object on the way: a part of it, or its address
    address: str = ""
    document: str = ""


def place(edge: Edge, showcase: Showcase) -> Placement:
    """Find the best place for ``edge``: one whose target is not on the way and can be hidden in most ways."""
    found: list[Placement] = []
    for path in islice(paths_to(edge.type_name), ENOUGH_PATHS):
        found += _placements(edge, path, showcase)
        if any(not placement.is_own for placement in found):
            break
    if not found:
        raise CannotBePlacedError(f"{edge}: nothing in the showcase is reached through this field.")
    best = min(found, key=lambda placement: _rank(placement, showcase))
    return replace(best, document=_final_document(best, showcase))


def _rank(placement: Placement, showcase: Showcase) -> tuple[Any, ...]:
    target = showcase.catalog[placement.target]
    return (
        placement.is_own,
        -len(states_of(target)),
        getattr(target, "numchild", 0),  # addresses of pages below hold the target's slug
        not showcase.catalog.betraying(owner_of(target)),
        len(placement.on_the_way),
        placement.target[1],
    )


def _final_document(placement: Placement, showcase: Showcase) -> str:
    edge, target = placement.edge, showcase.catalog[placement.target]
    if edge.kind is not Kind.OBJECT:
        return document(placement.path, selection(edge, {"plain": {}}))
    word = min(showcase.catalog.betraying(target), default="")
    return document(placement.path, selection(edge, channels(edge.field, target, word), type_name_of(target)))


def type_name_of(instance: Any) -> str:
    return next(name for name, model in MODELS.items() if model is type(instance))


def _placements(edge: Edge, path: Path, showcase: Showcase) -> list[Placement]:
    """All places on one way, for the first arguments that lead anywhere."""
    for arguments in product(*(arguments_on_the_way(field, step) for field, step in _fields(path))):
        given = tuple(replace(step, arguments=chosen) for step, chosen in zip(path, arguments, strict=True))
        for channel in _discovering(edge, showcase):
            answer = ask(document(given, selection(edge, {"plain": channel})))
            assert not answer.errors, f"{edge}: {answer.errors}"
            found = [
                Placement(edge, _narrowed(given, keys), tuple(key for key in keys if key), *target)
                for keys, node in _walk([answer.data], given)
                for target in _targets(edge, node["plain"], [key for key in keys if key], showcase)
            ]
            if found:
                return found
    return []


def _fields(path: Path) -> list[tuple[Any, str]]:
    parents = ["Query", *(step.type_name for step in path)]
    return [
        (object_type(parent).fields[step.field_name], step.type_name)
        for parent, step in zip(parents, path, strict=False)
    ]


def _discovering(edge: Edge, showcase: Showcase) -> Iterator[dict[str, Any]]:
    """Arguments to find targets with: none that narrows if the field allows that, else one for each page in the pool."""
    if edge.kind is not Kind.OBJECT:
        yield {}
        return
    for instance in showcase.pool:
        if type_name_of(instance) in result_types(edge.field) and isinstance(instance, Page):
            ways = channels(edge.field, instance, "")
            if "plain" in ways:
                break
            yield next(iter(ways.values()))
    ...



