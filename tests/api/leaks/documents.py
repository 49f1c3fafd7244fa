"""Writing the documents that the generator asks with, and asking."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from django.test import Client
from graphql import (
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_enum_type,
    is_leaf_type,
)

from .edges import SCHEMA, leaves, object_type
from .paths import Path


@dataclass(frozen=True)
class Answer:
    """What came back, as it was written and as it was meant."""

    text: str
    data: Any
    errors: list[Any]


def ask(document: str) -> Answer:
    """Send a document to the endpoint as an anonymous client does."""
    response = Client().post("/graphql/", json.dumps({"query": document}), content_type="application/json")
    body = json.loads(response.content)
    return Answer(response.content.decode(), body.get("data"), body.get("errors", []))


def document(path: Path, last: str) -> str:
    """Select along ``path``, with type and number of each object, and ``last`` at its end."""
    selection = last
    for step, field in reversed(list(zip(path, fields_of(path), strict=True))):
        inside = f"... on {step.type_name} {{ {_identity(step.type_name)} {selection} }}"
        selection = f"{step.field_name}{_written(field, step.arguments)} {{ __typename {inside} }}"
    return f"{{ {selection} }}"


def fields_of(path: Path) -> list[GraphQLField]:
    """The fields that the steps of ``path`` take."""
    parents = ["Query", *(step.type_name for step in path)]
    return [object_type(parent).fields[step.field_name] for parent, step in zip(parents, path, strict=False)]


def selection(alias: str, parent: str, name: str, arguments: dict[str, Any], target_type: str = "") -> str:
    """A field under an alias; of objects type and number, and all leaves of ``target_type`` if that is given."""
    field = object_type(parent).fields[name]
    written = f"{alias}: {name}{_written(field, arguments)}"
    named = get_named_type(field.type)
    if is_leaf_type(named):
        return written
    texts = f" ... on {target_type} {{ {' '.join(leaves(target_type))} }}" if target_type else ""
    return f"{written} {{ {_identity(named.name)}{texts} }}"


def _identity(type_name: str) -> str:
    """Type and number, as far as there is a number."""
    named = SCHEMA.type_map[type_name]
    if isinstance(named, GraphQLUnionType):
        return " ".join(["__typename", *(f"... on {one.name} {{ {_identity(one.name)} }}" for one in named.types)])
    assert isinstance(named, GraphQLObjectType | GraphQLInterfaceType)
    return "__typename id" if "id" in named.fields else "__typename"


def _written(field: GraphQLField, arguments: dict[str, Any]) -> str:
    if not arguments:
        return ""
    values = (
        f"{name}: {value if is_enum_type(get_named_type(field.args[name].type)) else json.dumps(value)}"
        for name, value in arguments.items()
    )
    return f"({', '.join(values)})"
