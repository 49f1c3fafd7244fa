"""The edges of the schema: every field through which a page, snippet, image, document or a row of theirs is reached.

They are read from the schema, never listed by hand: a field that somebody adds is an edge from that moment on.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from django.db.models import Model
from graphene.utils.str_converters import to_camel_case
from graphql import (
    GraphQLField,
    GraphQLObjectType,
    get_named_type,
    is_abstract_type,
    is_enum_type,
    is_introspection_type,
    is_leaf_type,
    is_object_type,
    is_required_argument,
)
from grapple.registry import registry
from wagtail.models import Page

from content_api.fields.rich_text import Html
from content_api.schema import schema

SCHEMA = schema.graphql_schema

ADDRESS = re.compile(r"url|uri|href|src|link|location|address", re.IGNORECASE)


class Kind(StrEnum):
    """How an edge leads to something: as an object, as a link in HTML, as an address."""

    OBJECT = "object"
    PAGE_LINK = "link to a page"
    DOCUMENT_LINK = "link to a document"
    ADDRESS = "address"


@dataclass(frozen=True, order=True)
class Edge:
    """A field of an object type, and what it leads to."""

    type_name: str
    field_name: str
    kind: Kind

    def __str__(self) -> str:
        name = f"{self.type_name}.{self.field_name}"
        return name if self.kind is Kind.OBJECT else f"{name} ({self.kind})"

    @property
    def field(self) -> GraphQLField:
        return object_type(self.type_name).fields[self.field_name]


def object_type(name: str) -> GraphQLObjectType:
    found = SCHEMA.type_map[name]
    assert isinstance(found, GraphQLObjectType)
    return found


def object_types() -> list[GraphQLObjectType]:
    """All object types but those of introspection."""
    return [
        graphql_type
        for _, graphql_type in sorted(SCHEMA.type_map.items())
        if isinstance(graphql_type, GraphQLObjectType) and not is_introspection_type(graphql_type)
    ]


def models_by_type() -> dict[str, type[Model]]:
    """The model behind each type that has one."""
    named = {
        graphql_type._meta.name: model
        for model, graphql_type in registry.models.items()
        if isinstance(model, type) and issubclass(model, Model)
    }
    return {"Page": Page} | {name: model for name, model in named.items() if name in SCHEMA.type_map}


MODELS = models_by_type()


def result_types(field: GraphQLField) -> list[str]:
    """Names of the object types that a field can answer, as far as it answers objects."""
    named = get_named_type(field.type)
    if is_abstract_type(named):
        return sorted(possible.name for possible in SCHEMA.get_possible_types(named))
    return [named.name] if is_object_type(named) else []


def edges() -> list[Edge]:
    """All edges of the schema that somebody can ask for."""
    return [
        Edge(graphql_type.name, name, kind)
        for graphql_type in object_types()
        if graphql_type.name in reachable_types()
        for name, field in sorted(graphql_type.fields.items())
        for kind in _kinds(name, field)
    ]


@cache
def reachable_types() -> set[str]:
    """The object types that some way from ``Query`` leads to."""
    found, waiting = {"Query"}, ["Query"]
    while waiting:
        fields = object_type(waiting.pop()).fields.values()
        new = {following for field in fields for following in result_types(field)} - found
        found |= new
        waiting += new
    return found


def _kinds(name: str, field: GraphQLField) -> list[Kind]:
    named = get_named_type(field.type)
    if named.name == Html.__name__:
        return [Kind.PAGE_LINK, Kind.DOCUMENT_LINK]
    if is_leaf_type(named):
        return [Kind.ADDRESS] if named.name == "String" and ADDRESS.search(name) else []
    return [Kind.OBJECT] if any(possible in MODELS for possible in result_types(field)) else []


def inherited_from(edge: Edge) -> str | None:
    """The first type with the same function behind the field, if an interface brings it; ``None`` if the type does."""
    for interface in object_type(edge.type_name).interfaces:
        if edge.field_name in interface.fields:
            graphene_types = {one.name: one.graphene_type for one in SCHEMA.get_possible_types(interface)}
            inheriting = [name for name, one in graphene_types.items() if not _has_own_resolver(one, edge.field_name)]
            return min(inheriting) if edge.type_name in inheriting else None
    return None


def _has_own_resolver(graphene_type: Any, field_name: str) -> bool:
    names = [name for name in graphene_type._meta.fields if to_camel_case(name) == field_name]
    return any(hasattr(graphene_type, f"resolve_{name}") for name in names)


def leaves(type_name: str) -> list[str]:
    """The fields of a type that answer texts, numbers and the like without being asked for anything."""
    return sorted(
        name
        for name, field in object_type(type_name).fields.items()
        if is_leaf_type(get_named_type(field.type))
        and not any(is_required_argument(argument) for argument in field.args.values())
    )


def enum_value(field: GraphQLField, argument: str) -> str | None:
    """The first name of the enum that an argument takes, ``None`` where it takes something else."""
    named = get_named_type(field.args[argument].type)
    return next(iter(named.values)) if is_enum_type(named) else None
