"""Ways through the schema from ``Query`` to a type, shortest first, and the arguments to be given on the way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import permutations, product
from typing import Any

from django.db.models import Model
from graphql import GraphQLField, is_required_argument
from wagtail.models import Page

from articles import models as articles

from .filling import COMMON
from .showcase import REDIRECTED
from .types_of_schema import (
    MODELS,
    OF_PREVIEWS,
    enum_value,
    is_list,
    is_part_of_list,
    is_value,
    object_type,
    reachable_types,
    result_types,
)

# A root field that needs to be told what is wanted is no way to find something.
NAMED = {"frameworks", "slug", "uid", "uids", "urlPath"}

FEW = 12  # enough to find something, and quickly answered
ALL = 100

# What the generator can do with each argument, besides enums. Another one is a channel that nobody looked at.
SELECTING = {"frameworks", "id", "path", "slug", "uid", "uids", "urlPath"}
NARROWING = {
    "ancestor",
    "contentType",
    "filter",
    "inMenu",
    "last",
    "locale",
    "order",
    "orderBy",
    "parent",
    "query",
    "searchQuery",
    "site",
    "types",
}
WINDOWS = {"after", "before", "first", "limit", "offset", "since"}  # see test_windows.py
HARMLESS = {"inSite", "length", "words"}
KNOWN_ARGUMENTS = SELECTING | NARROWING | WINDOWS | HARMLESS


@dataclass(frozen=True)
class Step:
    """One field on the way and the type of the objects to go on from."""

    field_name: str
    type_name: str
    arguments: dict[str, Any] = field(default_factory=dict, hash=False)

    @property
    def alias(self) -> str:
        """The name in answers, so that one document can start from several objects."""
        return f"{self.field_name}_{self.arguments['id']}" if "id" in self.arguments else self.field_name


Path = tuple[Step, ...]


def paths_to(target: str) -> Iterator[Path]:
    """Ways from ``Query`` to objects of a type: the shortest through each field that answers them, then others."""
    if target == "Query":
        yield ()
        return
    yield from entrance_paths(target)
    shortest = _shortest_paths(avoiding=target)
    for parent, step in _entrances(target):
        if len(shortest.get(parent, ())) > 1:  # what stands at the root is the same by any other way
            for before, step_before in _entrances(parent):
                if before in shortest and (*shortest[before], step_before) != shortest[parent]:
                    yield (*shortest[before], step_before, step)


@cache
def entrance_paths(target: str) -> list[Path]:
    """The shortest way through each field that answers objects of a type, through values from wherever these come."""
    shortest = _shortest_paths(avoiding=target)
    found = []
    for parent, step in _entrances(target):
        if is_value(parent) and not is_part_of_list(parent) and parent in shortest:
            found += [(*before, step) for before in entrance_paths(parent)]
        elif parent in shortest:
            found.append((*shortest[parent], step))
    return sorted(found, key=len)


@cache
def _entrances(target: str) -> list[tuple[str, Step]]:
    """The fields that answer objects of a type, each with the type that has the field."""
    return [
        (parent, Step(name, target))
        for parent in sorted(reachable_types())
        for name, following in _steps(parent)
        if following == target
    ]


@cache
def _shortest_paths(avoiding: str) -> dict[str, Path]:
    """One shortest way to each type, never by way of objects of one type."""
    found: dict[str, Path] = {"Query": ()}
    waiting = deque(["Query"])
    while waiting:
        parent = waiting.popleft()
        for name, following in _steps(parent):
            if following not in found and following != avoiding:
                found[following] = (*found[parent], Step(name, following))
                waiting.append(following)
    return found


@cache
def _steps(type_name: str) -> list[tuple[str, str]]:
    return [
        (name, following)
        for name, one in sorted(object_type(type_name).fields.items())
        if not (type_name == "Query" and needs_name(one)) and (type_name, name) != OF_PREVIEWS
        for following in result_types(one)
    ]


def needs_name(root_field: GraphQLField) -> bool:
    """Whether a root field answers the one object, or those objects, that an argument names."""
    is_named = bool(NAMED & set(root_field.args)) and "limit" not in root_field.args
    return is_named and any(possible in MODELS for possible in result_types(root_field))


def arguments_on_the_way(one: GraphQLField, type_name: str) -> list[dict[str, Any]]:
    """Sets of arguments to try one after the other, each of which makes a field answer objects of a type."""
    values: dict[str, list[Any]] = {}
    for name, argument in one.args.items():
        if name == "first" and "since" in one.args:
            values[name] = [ALL]  # what is written in a state comes last
        elif name == "limit" or (name == "first" and is_long(one)):
            values[name] = [FEW]
        elif name == "contentType" and type_name in MODELS:
            values[name] = [content_type(MODELS[type_name])]
        elif is_required_argument(argument):
            values[name] = _values_of(one, name)
    return [dict(zip(values, chosen, strict=True)) for chosen in product(*values.values())]


def _values_of(one: GraphQLField, name: str) -> list[Any]:
    if name == "query":
        return [COMMON]
    if name == "frameworks":
        slugs = articles.Framework.objects.filter(live=True).order_by("pk").values_list("slug", flat=True)
        return [list(pair) for pair in permutations(slugs, 2)]
    if name == "path":
        return [REDIRECTED, *map(site_path, Page.objects.filter(live=True, depth__gt=2).order_by("depth", "path"))]
    if (enum := enum_value(one, name)) is not None:
        return [enum]
    raise LookupError(f"The generator knows no value for the argument '{name}'.")


def site_path(page: Page) -> str:
    """The path of a page on its own site in the default language."""
    return "/" + page.url_path.split("/", 2)[2]


def content_type(model: type[Model]) -> str:
    return f"{model._meta.app_label}.{model.__name__}"


def is_long(one: GraphQLField) -> bool:
    """Whether a field answers a list that is read in parts."""
    return any(is_list(possible) for possible in result_types(one))


def plain_arguments(one: GraphQLField, limit: int = ALL) -> dict[str, Any]:
    """Arguments that say how many objects are wanted, and nothing else that need not be said."""
    counted = "limit" if "limit" in one.args else "first" if is_long(one) else ""
    required = [name for name, argument in one.args.items() if is_required_argument(argument)]
    return ({counted: limit} if counted else {}) | {
        name: _values_of(one, name)[0] for name in required if name not in SELECTING
    }
