"""Where in the showcase an edge can be seen at work: a way to an object, and another object that it leads to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import Any

from wagtail.models import Page

from .conditions import conditions_of
from .documents import ask, document, fields_of, selection
from .edges import Edge, Kind, inherited_from
from .naming import Naming, named_pairs
from .paths import ALL, FEW, Path, arguments_on_the_way, entrance_paths, needs_name, paths_to, plain_arguments
from .recognition import Target, led_to, walk
from .showcase import Showcase
from .states import states_of
from .traces import Key, key_of, owner_of
from .types_of_schema import MODELS, is_value, result_types

ENOUGH_PATHS = 2
MOST_ALIASES = 28

# What each type of pages says in its own way, although all have the field from their interface.
TOLD_BY_EACH_TYPE = {"OpenGraph", "OpenGraphImage", "Seo"}


@dataclass(frozen=True, eq=False)
class Placement:
    """An edge with a way to it, the objects on the way, and the object that is to be hidden."""

    edge: Edge
    path: Path
    on_the_way: tuple[Key, ...]
    target: Key
    is_own: bool  # the edge shows something of an object on the way: a part of it, or its address
    telling: frozenset[str]  # the traces by which the target was recognised, if not by its number
    names: tuple[str, ...] = ()  # what a filter is told to find the target by

    @property
    def variant(self) -> str:
        """What tells this place from others of the edge that say something of their own."""
        if self.is_own or self.edge.kind not in (Kind.TEXT, Kind.LIST):
            return ""
        return f"{self.source} to {self.target[0].__name__}".strip()

    @property
    def is_refusing(self) -> bool:
        """Whether the way begins with names, which are refused when one of them is hidden."""
        return bool(self.path) and "frameworks" in self.path[0].arguments

    @property
    def source(self) -> str:
        """The field of a model, a block or ``Query`` that what is told comes from."""
        parents = ["Query", *(step.type_name for step in self.path)]
        return next(
            (
                f"of {parent}.{step.field_name}"
                for parent, step in reversed(list(zip(parents, self.path, strict=False)))
                if not is_value(parent) and parent != "Query"
            ),
            "",
        )


class Placer:
    """Places edges, and uses the same ways and targets again where that serves: it saves asking."""

    def __init__(self, showcase: Showcase) -> None:
        self._showcase = showcase
        self._used: Counter[Any] = Counter()

    def place(self, edges: Iterable[Edge]) -> dict[Edge, Placement]:
        """The best place of each edge, of lists and texts in each variant; what nothing is there for is missing."""
        by_type: dict[str, list[Edge]] = defaultdict(list)
        placed: dict[Edge, Placement] = {}
        for edge in edges:
            if edge.kind is Kind.FILTER:
                placed |= self._named(edge)
            else:
                by_type[edge.type_name].append(edge)
        for group in by_type.values():
            for edge, found in self._candidates(group).items():
                placed |= self._best_variants(edge, found)
        return placed

    def _named(self, edge: Edge) -> dict[Edge, Placement]:
        naming: Naming | None = next(named_pairs(edge, self._showcase), None)
        if naming is None:
            return {}
        return {edge: Placement(edge, (), (), naming.target, False, frozenset(), naming.names)}

    def _best_variants(self, edge: Edge, found: list[Placement]) -> dict[Edge, Placement]:
        by_variant: dict[str, list[Placement]] = defaultdict(list)
        for placement in found:
            by_variant[placement.variant].append(placement)
        foreign = {variant: ones for variant, ones in by_variant.items() if variant and self._can_be_hidden(ones)}
        chosen = foreign or {"": found}
        best = {replace(edge, variant=variant): self._best(ones) for variant, ones in chosen.items()}
        return {edge: replace(placement, edge=edge) for edge, placement in best.items()}

    def _can_be_hidden(self, placements: list[Placement]) -> bool:
        return any(states_of(self._showcase.catalog[one.target]) for one in placements)

    def _candidates(self, edges: list[Edge]) -> dict[Edge, list[Placement]]:
        """Where edges of one type can be seen, on the shortest ways that show something foreign if any does."""
        found: dict[Edge, list[Placement]] = defaultdict(list)
        entrances = len(entrance_paths(edges[0].type_name)) if edges[0].type_name != "Query" else 1
        for tried, path in enumerate(paths_to(edges[0].type_name)):
            open_edges = [edge for edge in edges if not _is_settled(edge, found[edge], tried, entrances, path)]
            for arguments in product(*map(arguments_on_the_way, fields_of(path), (step.type_name for step in path))):
                if not open_edges:
                    break
                given = tuple(replace(step, arguments=chosen) for step, chosen in zip(path, arguments, strict=True))
                for edge, placements in self._seen(open_edges, given).items():
                    found[edge] += placements
                open_edges = [
                    edge
                    for edge in open_edges
                    if not (edge.kind is Kind.TEXT and found[edge])
                    and not _is_settled(edge, found[edge], tried, entrances, path)
                ]
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
                    for target in led_to(edge, node[alias], on_the_way, self._showcase.catalog):
                        if not getattr(self._showcase.catalog[target.key], "alias_of_id", None):  # it has no drafts
                            found[edge].append(self._placement(edge, _narrowed(path, keys), on_the_way, target))
        return found

    def _placement(self, edge: Edge, path: Path, on_the_way: tuple[Key, ...], target: Target) -> Placement:
        owner = key_of(owner_of(self._showcase.catalog[target.key]))
        return Placement(edge, path, on_the_way, target.key, owner in on_the_way, target.telling)

    def _discovering(self, edge: Edge) -> dict[str, Any]:
        """Arguments to find targets with: none that narrows, or what names an object where that must be named."""
        if edge.type_name != "Query" or not needs_name(edge.field):
            return plain_arguments(edge.field, ALL if edge.kind is Kind.LIST else FEW)
        models = [MODELS[name] for name in sorted(_models_of(edge))]
        target = self._showcase.pool.pick(Page if any(issubclass(one, Page) for one in models) else models[0])
        if len(models) == 1:
            target = self._showcase.pool.pick(models[0])
        named = {"uids": [str(target.uid)]} if "uids" in edge.field.args else {}
        given: dict[str, Any] = named or ({"id": target.pk} if "id" in edge.field.args else {})
        if not given and "slug" in edge.field.args:
            given = {"slug": target.slug}
        return given or {"uid": str(target.uid)}

    def _best(self, placements: list[Placement]) -> Placement:
        best = min(placements, key=self._rank)
        self._used.update([best.target, (best.target, best.on_the_way)])
        return best

    def _rank(self, placement: Placement) -> tuple[Any, ...]:
        return (
            placement.is_own,
            -self._narrowings(placement),
            *self._merits(placement.target),
            -self._used[(placement.target, placement.on_the_way)],
            -self._used[placement.target],
            len(placement.on_the_way),
            placement.target[1],
        )

    def _narrowings(self, placement: Placement) -> int:
        """By how many conditions of its filter a list can be asked for the target."""
        given = placement.edge.field.args.get("filter")
        return len(conditions_of(given.type, self._showcase.catalog[placement.target], "word")) if given else 0

    @cache  # noqa: B019  (as long as the showcase)
    def _merits(self, key: Key) -> tuple[Any, ...]:
        target = self._showcase.catalog[key]
        return (
            -len(states_of(target)),
            not self._showcase.catalog.is_unlike_others(owner_of(target)),
            getattr(target, "numchild", 0) > 0,  # addresses of pages below hold the target's slug
        )


def _models_of(edge: Edge) -> list[str]:
    return [name for name in result_types(edge.field) if name in MODELS]


def _is_settled(edge: Edge, found: list[Placement], tried: int, entrances: int, path: Path) -> bool:
    if edge.kind is Kind.TEXT:
        return tried >= entrances or bool(found and _is_known_way(edge, path))
    if not found:
        return False
    return edge.kind in (Kind.ADDRESS, Kind.LIST) or tried > ENOUGH_PATHS or not all(one.is_own for one in found)


def _is_known_way(edge: Edge, path: Path) -> bool:
    """Whether the same text has been seen by the same function in another type."""
    if edge.type_name in TOLD_BY_EACH_TYPE:
        return False
    parents = ["Query", *(step.type_name for step in path)]
    ways = [(parent, step.field_name) for parent, step in zip(parents, path, strict=False) if not is_value(parent)]
    parent, field_name = ways[-1]
    return inherited_from(Edge(parent, field_name, Kind.OBJECT)) not in (None, parent)


def _narrowed(path: Path, keys: list[Key | None]) -> Path:
    """``path`` with lists cut down to the objects on the way, where the fields allow that."""
    return tuple(
        replace(step, arguments={**step.arguments, "id": key[1]}) if key and "id" in field.args else step
        for step, key, field in zip(path, keys, fields_of(path), strict=True)
    )
