"""Selections of everything that the schema can say about an object, some steps deep."""

from __future__ import annotations

from typing import Any

from graphql import (
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLUnionType,
    get_named_type,
    is_leaf_type,
    is_required_argument,
)

from content_api.schema import schema

SCHEMA = schema.graphql_schema
PAGE: Any = SCHEMA.type_map["PageInterface"]


def everything(type_name: str, depth: int) -> str:
    """All fields of ``type_name`` that need no argument, and of what they lead to, ``depth`` steps down."""
    graphql_type = SCHEMA.type_map[type_name]
    assert isinstance(graphql_type, GraphQLObjectType)
    graphql_type = SCHEMA.type_map[type_name]
    assert isinstance(graphql_type, GraphQLObjectType)
    written = ["__typename"]
    for name, field in graphql_type.fields.items():
        named = get_named_type(field.type)
        if any(map(is_required_argument, field.args.values())):
            continue
        # Members of a union may have one name for fields of different types.
        alias = f"{name}_{type_name}: {name}"
        if is_leaf_type(named):
            written.append(alias)
        elif depth > 0:
            written.append(f"{alias} {{ {_inner(named, depth - 1)} }}")
    return " ".join(written)


def _inner(named: Any, depth: int) -> str:
    """Of another page what all pages have: each of them has the whole schema below it."""
    if named is PAGE or PAGE in getattr(named, "interfaces", ()):
        return "__typename id title url seoTitle locale"
    if isinstance(named, GraphQLUnionType | GraphQLInterfaceType):
        possible = sorted(one.name for one in SCHEMA.get_possible_types(named))
        return " ".join(["__typename", *(f"... on {name} {{ {everything(name, depth)} }}" for name in possible)])
    return everything(named.name, depth)
