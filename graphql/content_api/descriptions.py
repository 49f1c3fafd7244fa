"""Words for what Grapple generates without any: every type, field and value of the schema is described.

A type made from a model takes the first paragraph of the model's docstring. A field that an interface describes has
that description in every type.
"""

from __future__ import annotations

import inspect
from typing import Any

from graphql import (
    GraphQLEnumType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
)
from grapple.registry import registry

TYPES = {
    "Page": "A page whose model has no type of its own.",
    "StreamFieldInterface": "What every block has.",
    "TagObjectType": "A free keyword.",
}
FIELDS = {
    "StreamFieldInterface.id": "Identity of the block in the editor's form, in a preview alone: null outside of one.",
    "StreamFieldInterface.blockType": "Name of the block's type, such as `ParagraphBlock`.",
    "StreamFieldInterface.field": "Name of the block among those that its stream may hold, such as `paragraph`.",
    "TagObjectType.name": "The keyword as editors wrote it.",
}
VALUES = {
    "SearchOperatorEnum.AND": "All words must occur.",
    "SearchOperatorEnum.OR": "One of the words must occur.",
}
ID = "Number of the object in this installation."


def describe(schema: GraphQLSchema) -> None:
    """Add what is missing. Nothing that is described already changes, but for Grapple's name for plain pages."""
    models = _descriptions_of_models()
    for name, graphql_type in schema.type_map.items():
        graphql_type.description = TYPES.get(name) or graphql_type.description or models.get(name)
        _describe_values(graphql_type)
        if isinstance(graphql_type, GraphQLInterfaceType):
            _describe_fields(graphql_type)
    for graphql_type in schema.type_map.values():  # their interfaces are described now
        if isinstance(graphql_type, GraphQLObjectType):
            _describe_fields(graphql_type)


def _describe_fields(graphql_type: GraphQLObjectType | GraphQLInterfaceType) -> None:
    for name, field in graphql_type.fields.items():
        inherited = (one.fields[name].description for one in graphql_type.interfaces if name in one.fields)
        field.description = (
            field.description
            or FIELDS.get(f"{graphql_type.name}.{name}")
            or next(filter(None, inherited), None)
            or (ID if name == "id" else None)
        )


def _describe_values(graphql_type: GraphQLNamedType) -> None:
    if isinstance(graphql_type, GraphQLEnumType):
        for name, value in graphql_type.values.items():
            value.description = value.description or VALUES.get(f"{graphql_type.name}.{name}")


def _descriptions_of_models() -> dict[str, str]:
    described: dict[str, str] = {}
    for model, graphql_type in registry.models.items():
        if isinstance(model, type) and (description := _description_of(model)):
            described[graphql_type._meta.name] = description
    return described


def _description_of(model: Any) -> str:
    """In one line and with Markdown's backticks, as all descriptions are."""
    text: str = model.__dict__.get("__doc__") or ""
    paragraph = inspect.cleandoc(text).partition("\n\n")[0]
    if paragraph.startswith(f"{model.__name__}("):  # Django's own, for a model without a docstring
        return ""
    return " ".join(paragraph.split()).replace("``", "`")
