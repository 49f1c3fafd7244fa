"""The ways in which a client can ask one field for one object: by each of its arguments."""

from __future__ import annotations

from typing import Any

from graphql import GraphQLField

from .edges import Edge, Kind, inherited_from
from .paths import NARROWING, SELECTING, content_type, plain_arguments

Channels = dict[str, dict[str, Any]]


def channels_of(edge: Edge, target: Any, word: str) -> Channels:
    """Sets of arguments by which ``edge`` answers ``target``, each named after the argument that it uses.

    A field that a type has from its interface is the same function in each type. The first type in the alphabet is
    asked by all channels, the others without arguments.
    """
    if edge.kind is not Kind.OBJECT:
        return {"plain": plain_arguments(edge.field)}
    everything = _channels(edge.field, target, word)
    first = inherited_from(edge)
    return everything if first in (None, edge.type_name) else {"plain": everything["plain"]}


def _channels(one: GraphQLField, target: Any, word: str) -> Channels:
    plain = plain_arguments(one)
    selecting = {name: _selection(name, target) for name in sorted(SELECTING & set(one.args))}
    sets: Channels = {f"by_{name}": plain | {name: value} for name, value in selecting.items()}
    if not sets or "limit" in one.args:
        sets["plain"] = plain
    first = {} if "plain" in sets else {next(iter(selecting)): next(iter(selecting.values()))}
    for name in sorted(NARROWING & set(one.args)):
        for position, value in enumerate(_narrowings(name, target, word)):
            sets[f"by_{name}_{position}"] = {**plain, **first, **value}
    return sets


def _selection(name: str, target: Any) -> Any:
    return {"id": target.pk, "slug": getattr(target, "slug", ""), "urlPath": target.url_path}.get(name)


def _narrowings(name: str, target: Any, word: str) -> list[dict[str, Any]]:
    """Values for one argument that leave ``target`` in the answer."""
    if name == "searchQuery":
        return [{name: word, "searchOperator": "AND"}, {name: f"{word} elsewhere", "searchOperator": "OR"}]
    if name in ("parent", "ancestor"):
        return [{name: target.get_parent().pk}]
    return [
        {
            "contentType": {name: content_type(type(target))},
            "inMenu": {name: True},
            "locale": {name: target.locale.language_code},
            "order": {name: "-title"},
            "site": {name: "showcase.example"},
        }[name]
    ]
