"""Writing the documents that the generator asks with, and asking."""

from __future__ import annotations

import json
from collections.abc import Mapping
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
)

from .edges import SCHEMA, Edge, Kind, leaves, object_type
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
    for step, parent in reversed(list(zip(path, ["Query", *(step.type_name for step in path)], strict=False))):
        field = object_type(parent).fields[step.field_name]
        inside = f"... on {step.type_name} {{ {_identity(step.type_name)} {selection} }}"
        selection = f"{step.field_name}{_written(field, step.arguments)} {{ __typename {inside} }}"
    return f"{{ {selection} }}"


def selection(edge: Edge, channels: Mapping[str, dict[str, Any]], target_type: str = "") -> str:
    """The edge's field, once for each channel; of the target its identity and all leaves, if its type is given."""
    return " ".join(
        f"{alias}: {edge.field_name}{_written(edge.field, arguments)} {_below(edge, target_type)}"
        for alias, arguments in channels.items()
    )


def _below(edge: Edge, target_type: str) -> str:
    if edge.kind is not Kind.OBJECT:
        return ""
    texts = f"... on {target_type} {{ {' '.join(leaves(target_type))} }}" if target_type else ""
    return f"{{ {_identity(get_named_type(edge.field.type).name)} {texts} }}"


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
