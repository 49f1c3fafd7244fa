"""The ways in which a client can ask one field for one object: by each of its arguments."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLField, get_named_type

from .conditions import conditions_of, naming_filters, search_type
from .edges import Edge, Kind, inherited_from
from .paths import ALL, NARROWING, SELECTING, content_type, is_long, plain_arguments
from .showcase import SITE

Channels = dict[str, dict[str, Any]]

UNKNOWN = "nothing-has-this-slug"


def channels_of(edge: Edge, target: Any, word: str, names: list[str]) -> Channels:
    """Sets of arguments by which ``edge`` answers ``target``, each named after the argument that it uses.

    A field that a type has from its interface is the same function in each type. The first type in the alphabet is
    asked by all channels, the others without arguments. ``names`` are what a filter names.
    """
    if edge.kind is Kind.FILTER:
        return _naming(edge, names)
    if edge.kind not in (Kind.OBJECT, Kind.LIST):
        return {"plain": plain_arguments(edge.field)}
    everything = _channels(edge.field, target, word)
    first = inherited_from(edge)
    return everything if first in (None, edge.type_name) else {"plain": everything["plain"]}


def _channels(one: GraphQLField, target: Any, word: str) -> Channels:
    plain = plain_arguments(one)
    selecting = {name: value for name in sorted(SELECTING & set(one.args)) if (value := _selection(name, target))}
    sets: Channels = {f"by_{name}": plain | {name: value} for name, value in selecting.items()}
    if not sets or "limit" in one.args:
        sets["plain"] = plain
    first = {} if "plain" in sets else {next(iter(selecting)): next(iter(selecting.values()))}
    for name in sorted(NARROWING & set(one.args)):
        for position, value in enumerate(_narrowings(one, name, target, word)):
            sets[f"by_{name}_{position}"] = {**plain, **first, **value}
            if "last" in value:
                del sets[f"by_{name}_{position}"]["first"]
    return sets


def _selection(name: str, target: Any) -> Any:
    if name == "frameworks" and hasattr(target, "comparison_frameworks"):
        return [column.framework.slug for column in target.comparison_frameworks.all()]
    uid = str(getattr(target, "uid", ""))
    known = {"id": target.pk, "slug": getattr(target, "slug", ""), "urlPath": getattr(target, "url_path", "")}
    return (known | {"uid": uid, "uids": [uid] if uid else []}).get(name)


def _narrowings(one: GraphQLField, name: str, target: Any, word: str) -> list[dict[str, Any]]:
    """Values for one argument that leave ``target`` in the answer."""
    argument = get_named_type(one.args[name].type)
    match name:
        case "searchQuery":
            return [{name: word, "searchOperator": "AND"}, {name: f"{word} elsewhere", "searchOperator": "OR"}]
        case "query":
            beginning = {name: word[:-2], "mode": "PREFIX"}
            return [{name: word}, {name: f"{word} elsewhere", "operator": "OR"}, beginning]
        case "types":
            wanted = search_type(argument, type(target).__name__)
            return [{name: [wanted]}] if wanted else []
        case "filter":
            return [{name: value} for value in conditions_of(argument, target, word).values()]
        case "orderBy":
            return [{name: value} for value in argument.values]
        case "last":
            return [{name: ALL}]
        case "parent" | "ancestor":
            return [{name: target.get_parent().pk}]
        case "contentType":
            return [{name: content_type(type(target))}]
        case "locale":
            locale = getattr(target, "locale", None)
            return [{name: locale.language_code if locale else "en"}]
    return [{name: {"inMenu": True, "order": "-title", "site": SITE}[name]}]


def _naming(edge: Edge, names: list[str]) -> Channels:
    """Pairs of channels: one names something hidden, the other something that nobody has."""
    plain = plain_arguments(edge.field) if is_long(edge.field) else {}
    root, _, path = edge.argument.partition(".")
    unknown = [*names[:-1], UNKNOWN]
    if not path:
        return {"naming_0": {**plain, root: names}, "unknown_0": {**plain, root: unknown}}
    filters = (naming_filters(path, edge.field.args[root].type, slugs) for slugs in (names, unknown))
    pairs = enumerate(zip(*filters, strict=True))
    return {
        f"{way}_{number}": {**plain, root: value}
        for number, pair in pairs
        for way, value in zip(("naming", "unknown"), pair, strict=True)
    }
