"""Everything in the schema says what it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    is_introspection_type,
    is_specified_directive,
    is_specified_scalar_type,
)

from content_api.schema import schema

SCHEMA = schema.graphql_schema


def own_types() -> list[GraphQLNamedType]:
    return [
        graphql_type
        for _, graphql_type in sorted(SCHEMA.type_map.items())
        if not is_introspection_type(graphql_type) and not is_specified_scalar_type(graphql_type)
    ]


def described(graphql_type: GraphQLNamedType) -> Iterator[tuple[str, str | None]]:
    """The type and all that belongs to it, each with its description."""
    name = graphql_type.name
    yield name, graphql_type.description
    if isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType):
        for field_name, field in graphql_type.fields.items():
            yield f"{name}.{field_name}", field.description
            for argument_name, argument in field.args.items():
                yield f"{name}.{field_name}({argument_name})", argument.description
    if isinstance(graphql_type, GraphQLInputObjectType):
        for field_name, input_field in graphql_type.fields.items():
            yield f"{name}.{field_name}", input_field.description
    if isinstance(graphql_type, GraphQLEnumType):
        for value_name, value in graphql_type.values.items():
            yield f"{name}.{value_name}", value.description


@pytest.mark.parametrize("graphql_type", own_types(), ids=str)
def test_all_of_a_type_is_described(graphql_type: GraphQLNamedType) -> None:
    assert [name for name, description in described(graphql_type) if not (description or "").strip()] == []


def test_directives_are_described() -> None:
    own = [directive for directive in SCHEMA.directives if not is_specified_directive(directive)]
    assert [
        name
        for directive in own
        for name, description in [
            (directive.name, directive.description),
            *((f"{directive.name}({name})", argument.description) for name, argument in directive.args.items()),
        ]
        if not description
    ] == []


@pytest.mark.parametrize(
    ("name", "description"),
    [
        ("ArticlePage", "An article: text in blocks, with its authors, evidence and corrections."),
        ("Image", "An image with the rights to it."),
        ("Navigation", "A menu in one language. Frontends ask for it by its slug: `main`, `footer`."),
        ("ParagraphBlock", "Running text: paragraphs and lists with links."),
        ("Page", "A page whose model has no type of its own."),
    ],
)
def test_types_are_described_by_their_models_and_blocks(name: str, description: str) -> None:
    assert SCHEMA.type_map[name].description == description


@pytest.mark.parametrize(
    ("type_name", "field_name", "description"),
    [
        ("ArticlePage", "id", "Number of the page in this installation; prefer `uid` where data moves."),
        ("ParagraphBlock", "blockType", "Name of the block's type, such as `ParagraphBlock`."),
        ("Image", "id", "Number of the object in this installation."),
    ],
)
def test_fields_are_described_by_their_interfaces(type_name: str, field_name: str, description: str) -> None:
    graphql_type = SCHEMA.type_map[type_name]
    assert isinstance(graphql_type, GraphQLObjectType)
    assert graphql_type.fields[field_name].description == description
