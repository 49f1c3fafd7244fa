"""Where in the showcase an edge can be seen at work: a way to an object, and another object that it leads to."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Page

from .documents import ask, document, fields_of, selection
from .edges import Edge, Kind
from .filling import WORD
from .paths import FEW, NO_ENTRANCE, Path, arguments_on_the_way, paths_to, plain_arguments
from .showcase import Showcase
from .states import states_of
from .traces import Key, key_of, key_of_node, owner_of

ENOUGH_PATHS = 2
MOST_ALIASES = 28
HREF = re.compile(r'href="([^"]*)"')

Target = tuple[Key, bool, str]


@dataclass(frozen=True, eq=False)
class Placement:
    """An edge with a way to it, the objects on the way, and the object that is to be hidden."""

    edge: Edge
    path: Path
    on_the_way: tuple[Key, ...]
    target: Key
    is_own: bool  # the edge shows something of an object on the way: a part of it, or its address
    address: str


class Placer:
    """Places edges, and uses the same ways and targets again where that serves: it saves asking."""

    def __init__(self, showcase: Showcase) -> None:
        self._showcase = showcase
        self._used: Counter[Any] = Counter()

    def place(self, edges: Iterable[Edge]) -> dict[Edge, Placement]:
        """The best place of each edge; those that the showcase has nothing for are missing."""
        by_type: dict[str, list[Edge]] = defaultdict(list)
        for edge in edges:
            by_type[edge.type_name].append(edge)
        return {
            edge: self._best(found) for group in by_type.values() for edge, found in self._candidates(group).items()
        }

    def _candidates(self, edges: list[Edge]) -> dict[Edge, list[Placement]]:
        """Where edges of one type can be seen, on the shortest ways that show something foreign if any does."""
        found: dict[Edge, list[Placement]] = defaultdict(list)
        for tried, path in enumerate(paths_to(edges[0].type_name)):
            open_edges = [edge for edge in edges if not _is_settled(edge, found[edge], tried)]
            if not open_edges:
                break
            for arguments in product(*map(arguments_on_the_way, fields_of(path), (step.type_name for step in path))):
                given = tuple(replace(step, arguments=chosen) for step, chosen in zip(path, arguments, strict=True))
                for edge, placements in self._seen(open_edges, given).items():
                    found[edge] += placements
                open_edges = [edge for edge in open_edges if not _is_settled(edge, found[edge], tried)]
                if not open_edges:
                    break
        return {edge: placements for edge, placements in found.items() if placements}

    def _seen(self, edges: list[Edge], path: Path) -> dict[Edge, list[Placement]]:
        found: dict[Edge, list[Placement]] = defaultdict(list)
        for start in range(0, len(edges), MOST_ALIASES):
            aliases = {f"edge{start + number}": edge for number, edge in enumerate(edges[start : start + MOST_ALIASES])}
            fields = (
                selection(alias, edge.type_name, edge.field_name, self._discovering(edge))
                for alias, edge in aliases.items()
            )
            answer = ask(document((path, " ".join(fields))))
            assert not answer.errors, answer.errors
            for keys, node in walk([answer.data], path):
                on_the_way = tuple(key for key in keys if key)
                for alias, edge in aliases.items():
                    for target in self._targets(edge, node[alias], on_the_way):
                        if not getattr(self._showcase.catalog[target[0]], "alias_of_id", None):  # it has no drafts
                            found[edge].append(Placement(edge, _narrowed(path, keys), on_the_way, *target))
        return found

    def _discovering(self, edge: Edge) -> dict[str, Any]:
        """Arguments to find targets with: none that narrows, or a page's number where one must be given."""
        if edge.type_name == "Query" and edge.field_name in NO_ENTRANCE:
            return {"id": self._showcase.pool.pick(Page).pk}
        return plain_arguments(edge.field, FEW)

    def _targets(self, edge: Edge, value: Any, on_the_way: tuple[Key, ...]) -> list[Target]:
        """What ``value`` leads to, whether that belongs to an object on the way, and the address it was told by."""
        if not value:
            return []
        if edge.kind is Kind.OBJECT:
            nodes = value if isinstance(value, list) else [value]
            keys = [key for node in nodes if (key := key_of_node(node)) and key not in on_the_way]
            return [(key, key_of(owner_of(self._showcase.catalog[key])) in on_the_way, "") for key in keys]
        if edge.kind is Kind.ADDRESS:
            key = self._led_to(value, on_the_way)
            if key is None and on_the_way and not WORD.search(value):
                key = on_the_way[-1]  # such as the address of an image, which says nothing that could be read
            return [(key, key in on_the_way, value)] if key else []
        model = Page if edge.kind is Kind.PAGE_LINK else get_document_model()
        linked = [(self._led_to(address, on_the_way), address) for address in HREF.findall(value)]
        return [(key, False, address) for key, address in linked if key and key[0] is model and key not in on_the_way]

    def _led_to(self, address: str, on_the_way: tuple[Key, ...]) -> Key | None:
        """The object that the last word of an address belongs to; of an alias and its source the one on the way."""
        words = WORD.findall(address)
        owners = self._showcase.catalog.owners(words[-1]) if words else set()
        return next((key for key in on_the_way if key in owners), min(owners, key=lambda key: key[1], default=None))

    def _best(self, placements: list[Placement]) -> Placement:
        best = min(placements, key=self._rank)
        self._used.update([best.target, (best.target, best.on_the_way)])
        return best

    def _rank(self, placement: Placement) -> tuple[Any, ...]:
        return (
            placement.is_own,
            *self._merits(placement.target),
            -self._used[(placement.target, placement.on_the_way)],
            -self._used[placement.target],
            len(placement.on_the_way),
            placement.target[1],
        )

    @cache  # noqa: B019  (as long as the showcase)
    def _merits(self, key: Key) -> tuple[Any, ...]:
        target = self._showcase.catalog[key]
        return (
            -len(states_of(target)),
            not self._showcase.catalog.is_unlike_others(owner_of(target)),
            getattr(target, "numchild", 0) > 0,  # addresses of pages below hold the target's slug
        )


def _is_settled(edge: Edge, found: list[Placement], tried: int) -> bool:
    if not found:
        return False
    return edge.kind is Kind.ADDRESS or tried > ENOUGH_PATHS or not all(placement.is_own for placement in found)


def walk(nodes: list[Any], path: Path) -> Iterator[tuple[list[Key | None], Any]]:
    """The objects at the end of ``path``, each with the keys of all objects on the way to it."""
    if not path:
        yield from (([], node) for node in nodes)
        return
    step, *rest = path
    for node in nodes:
        value = node[step.alias]
        below = [one for one in (value if isinstance(value, list) else [value]) if one]
        for one in below:
            if one["__typename"] == step.type_name:
                yield from (([key_of_node(one), *keys], end) for keys, end in walk([one], tuple(rest)))


def _narrowed(path: Path, keys: list[Key | None]) -> Path:
    """``path`` with lists cut down to the objects on the way, where the fields allow that."""
    return tuple(
        replace(step, arguments={**step.arguments, "id": key[1]}) if key and "id" in field.args else step
        for step, key, field in zip(path, keys, fields_of(path), strict=True)
    )
