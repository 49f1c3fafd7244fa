"""What the generator asks of the schema: its object types, the models behind them, what their fields answer."""

from __future__ import annotations

from functools import cache

from django.db.models import Model
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

from content_api.schema import schema

SCHEMA = schema.graphql_schema

# What is null to the public and to clients whatever is stored: `tests/api/previews` looks at it.
OF_PREVIEWS = ("Query", "preview")


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


def is_list(type_name: str) -> bool:
    """Whether a type is a part of a long list with what is told about the whole."""
    return "totalCount" in object_type(type_name).fields


def is_part_of_list(type_name: str) -> bool:
    """Whether a type is met within such a list only. The list is asked for all of it at once."""
    return type_name.endswith("Edge") or is_list(type_name)


def is_value(type_name: str) -> bool:
    """Whether a type has neither a row of its own nor a block behind it: what it says is put together."""
    interfaces = {one.name for one in object_type(type_name).interfaces}
    return type_name not in (*MODELS, "Query") and "StreamFieldInterface" not in interfaces


def result_types(field: GraphQLField) -> list[str]:
    """Names of the object types that a field can answer, as far as it answers objects."""
    named = get_named_type(field.type)
    if is_abstract_type(named):
        return sorted(possible.name for possible in SCHEMA.get_possible_types(named))
    return [named.name] if is_object_type(named) else []


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
