"""Where in the showcase an edge can be seen at work: a way to an object, and another object that it leads to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Page

from .documents import ask, document, selection
from .edges import MODELS, Edge, Kind, object_type
from .filling import WORD
from .paths import FEW, NO_ENTRANCE, Path, arguments_on_the_way, channels, paths_to, plain_arguments
from .showcase import Showcase
from .states import states_of
from .traces import Key, key_of, key_of_node, owner_of, words_of

ENOUGH_PATHS = 5
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
    channels: dict[str, dict[str, Any]] = field(default_factory=lambda: {"plain": {}})

    def document(self, target_type: str) -> str:
        """The question: the edge by every channel, and of the target all that it says about itself."""
        return document(self.path, selection(self.edge, self.channels, target_type))


def place(edge: Edge, showcase: Showcase) -> Placement:
    """Find the best place for ``edge``: one whose target is not on the way and can be hidden in most ways."""
    found: list[Placement] = []
    for tried, path in enumerate(paths_to(edge.type_name)):
        found += _placements(edge, path, showcase)
        if found and (edge.kind is Kind.ADDRESS or tried > ENOUGH_PATHS or not all(one.is_own for one in found)):
            break
    if not found:
        raise CannotBePlacedError(f"{edge}: nothing in the showcase is reached through this field.")
    best = min(found, key=lambda placement: _rank(placement, showcase))
    if edge.kind is not Kind.OBJECT:
        return best
    target = showcase.catalog[best.target]
    word = min(showcase.catalog.betraying(target) & words_of(target), default="")
    return replace(best, channels=channels(edge.field, target, word))


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


def _discovering(edge: Edge, showcase: Showcase) -> list[dict[str, Any]]:
    """Arguments to find targets with: none that narrows, or each page's number where the field answers nothing else."""
    if edge.type_name == "Query" and edge.field_name in NO_ENTRANCE:
        return [{"id": instance.pk} for instance in showcase.pool if isinstance(instance, Page)]
    return [plain_arguments(edge.field, FEW)]


def _walk(nodes: list[Any], path: Path) -> Iterator[tuple[list[Key | None], Any]]:
    """The objects at the end of ``path``, each with the keys of all objects on the way to it."""
    if not path:
        yield from (([], node) for node in nodes)
        return
    step, *rest = path
    for node in nodes:
        value = node[step.field_name]
        below = [one for one in (value if isinstance(value, list) else [value]) if one]
        for one in below:
            if one["__typename"] == step.type_name:
                yield from (([key_of_node(one), *keys], end) for keys, end in _walk([one], tuple(rest)))


def _narrowed(path: Path, keys: list[Key | None]) -> Path:
    """``path`` with lists cut down to the objects on the way, where the fields allow that."""
    return tuple(
        replace(step, arguments={**step.arguments, "id": key[1]}) if key and "id" in field.args else step
        for step, key, (field, _) in zip(path, keys, _fields(path), strict=True)
    )


def _targets(edge: Edge, value: Any, on_the_way: list[Key], showcase: Showcase) -> list[tuple[Key, bool, str]]:
    """What ``value`` leads to, each with whether it belongs to an object on the way, and the address it was told by."""
    if not value:
        return []
    if edge.kind is Kind.OBJECT:
        nodes = value if isinstance(value, list) else [value]
        keys = [key for node in nodes if (key := key_of_node(node)) and key not in on_the_way]
        return [(key, key_of(owner_of(showcase.catalog[key])) in on_the_way, "") for key in keys]
    if edge.kind is Kind.ADDRESS:
        return _targets_of_address(value, on_the_way, showcase)
    model = Page if edge.kind is Kind.PAGE_LINK else get_document_model()
    linked = [(_led_to(address, on_the_way, showcase), address) for address in HREF.findall(value)]
    return [(key, False, address) for key, address in linked if key and key[0] is model and key not in on_the_way]


def _targets_of_address(address: str, on_the_way: list[Key], showcase: Showcase) -> list[tuple[Key, bool, str]]:
    key = _led_to(address, on_the_way, showcase)
    if key is None and on_the_way and not WORD.search(address):
        key = on_the_way[-1]  # such as the address of an image, which says nothing that could be read
    return [(key, key in on_the_way, address)] if key else []


def _led_to(address: str, on_the_way: list[Key], showcase: Showcase) -> Key | None:
    """The object that the last word of an address belongs to; of an alias and its source the one on the way."""
    words = WORD.findall(address)
    owners = showcase.catalog.owners(words[-1]) if words else set()
    return next((key for key in on_the_way if key in owners), min(owners, key=lambda key: key[1], default=None))
