"""Writing the documents that the generator asks with, and asking."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.test import Client
from graphql import (
    GraphQLField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_enum_type,
    is_leaf_type,
)

from .paths import Path, Step
from .types_of_schema import MODELS, SCHEMA, leaves, object_type, reachable_types

# What lists say about rows that they name beside.
SAID_AGAIN = {"edges", "highlights"}


@dataclass(frozen=True)
class Answer:
    """What came back, as it was written and as it was meant."""

    text: str
    data: Any
    errors: list[Any]


# Those of every request. Without a token the client is the public.
HEADERS: dict[str, str] = {}


def ask(document: str) -> Answer:
    """Send a document to the endpoint."""
    body = json.dumps({"query": document})
    response = Client().post("/graphql/", body, content_type="application/json", headers=HEADERS)
    answer = json.loads(response.content)
    return Answer(response.content.decode(), answer.get("data"), answer.get("errors", []))


def document(*branches: tuple[Path, str]) -> str:
    """Select along each path, with type and number of each object, and at its end the fields that are given."""
    return f"{{ {_along('Query', branches)} }}"


def _along(type_name: str, branches: Iterable[tuple[Path, str]]) -> str:
    written = [fields for path, fields in branches if not path]
    further = [(path, fields) for path, fields in branches if path]
    for _, group in _grouped(further, lambda step: step.alias):
        step = group[0][0][0]
        field = object_type(type_name).fields[step.field_name]
        name = step.field_name if step.alias == step.field_name else f"{step.alias}: {step.field_name}"
        fragments = " ".join(
            _fragment(following, [(path[1:], fields) for path, fields in one])
            for following, one in _grouped(group, lambda step: step.type_name)
        )
        written.append(f"{name}{_written(field, step.arguments)} {{ __typename {fragments} }}")
    return " ".join(written)


def _fragment(type_name: str, branches: list[tuple[Path, str]]) -> str:
    return f"... on {type_name} {{ {_identity(type_name)} {_along(type_name, branches)} }}"


def _grouped(
    branches: Iterable[tuple[Path, str]], key: Callable[[Step], Any]
) -> list[tuple[Any, list[tuple[Path, str]]]]:
    """Branches by their first step, in the order in which they come."""
    groups: list[tuple[Any, list[tuple[Path, str]]]] = []
    for branch in branches:
        name = key(branch[0][0])
        group = next((group for known, group in groups if known == name), None)
        if group is None:
            groups.append((name, [branch]))
        else:
            group.append(branch)
    return groups


def fit_together(one: Path, other: Path) -> bool:
    """Whether both paths can stand in one document: where they take the same field, with the same arguments."""
    for step, other_step in zip(one, other, strict=False):
        if step.alias == other_step.alias and step.arguments != other_step.arguments:
            return False
        if step != other_step:
            return True
    return True


def fields_of(path: Path) -> list[GraphQLField]:
    """The fields that the steps of ``path`` take."""
    parents = ["Query", *(step.type_name for step in path)]
    return [object_type(parent).fields[step.field_name] for parent, step in zip(parents, path, strict=False)]


def selection(alias: str, parent: str, name: str, arguments: dict[str, Any], target_type: str = "") -> str:
    """A field under an alias: objects by type and number.

    With a ``target_type`` all leaves of that are selected, and all that a list says about its rows.
    """
    field = object_type(parent).fields[name]
    written = f"{alias}: {name}{_written(field, arguments)}"
    named = get_named_type(field.type)
    return written if is_leaf_type(named) else f"{written} {{ {_told(named.name, target_type)} }}"


def _told(type_name: str, target_type: str) -> str:
    """Of a model its identity, of a list everything that it says about its rows."""
    if type_name in SCHEMA.type_map and type_name not in MODELS and type_name in reachable_types():
        told = " ".join(leaves(type_name))
        inner = (
            f"{name} {{ {_told(get_named_type(field.type).name, target_type)} }}"
            for name, field in object_type(type_name).fields.items()
            if not is_leaf_type(get_named_type(field.type)) and (target_type or name not in SAID_AGAIN)
        )
        return " ".join(["__typename", told, *inner])
    can_be_target = target_type and SCHEMA.type_map[target_type] in _possible(type_name)
    texts = f" ... on {target_type} {{ {' '.join(leaves(target_type))} }}" if can_be_target else ""
    return f"{_identity(type_name)}{texts}"


def _possible(type_name: str) -> list[Any]:
    named: Any = SCHEMA.type_map[type_name]
    return [named] if isinstance(named, GraphQLObjectType) else list(SCHEMA.get_possible_types(named))


def _identity(type_name: str) -> str:
    """Type and number, of a model without a number its texts."""
    named = SCHEMA.type_map[type_name]
    if type_name in MODELS and isinstance(named, GraphQLObjectType) and "id" not in named.fields:
        return " ".join(["__typename", *leaves(type_name)])
    if isinstance(named, GraphQLObjectType | GraphQLInterfaceType) and "id" in named.fields:
        return "__typename id"
    if isinstance(named, GraphQLUnionType | GraphQLInterfaceType):
        possible = sorted(one.name for one in SCHEMA.get_possible_types(named) if "id" in one.fields)
        return " ".join(["__typename", *(f"... on {one} {{ id }}" for one in possible)])
    return "__typename"


def _written(field: GraphQLField, arguments: dict[str, Any]) -> str:
    if not arguments:
        return ""
    values = (f"{name}: {literal(value, field.args[name].type)}" for name, value in arguments.items())
    return f"({', '.join(values)})"


def literal(value: Any, input_type: Any) -> str:
    """A value of an input type as it is written in a document."""
    named = get_named_type(input_type)
    if isinstance(value, list):
        return f"[{', '.join(literal(one, named) for one in value)}]"
    if isinstance(named, GraphQLInputObjectType):
        fields = (f"{name}: {literal(one, named.fields[name].type)}" for name, one in value.items())
        return f"{{{', '.join(fields)}}}"
    return str(value) if is_enum_type(named) else json.dumps(value)
