"""What blocks say to the API: texts and records beside the words of ``content_api.declare``.

One convention for all blocks: a text that an editor may leave empty is nullable and answers null when empty;
a text that every editor must give is never null, and empty only in a draft. The same field name has the same
type in every block, as a selection on the union of all blocks requires.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import graphene
from grapple.models import GraphQLField
from wagtail.blocks import StructValue

from content_api.declare import Declaration
from content_api.leaves import reads_source_only


def GraphQLText(name: str, *, description: str, required: bool = False) -> Declaration:  # noqa: N802
    """A child block that holds a text."""

    @reads_source_only
    def resolve(source: Any, info: Any) -> str | None:
        text = child_value(source, name)
        return str(text) if text else ("" if required else None)

    return _declare(name, graphene.String, description, resolver=resolve, required=required)


def GraphQLRecords(  # noqa: N802
    name: str, record: type[graphene.ObjectType], *, source: str, description: str
) -> Declaration:
    """A list of records that the method ``source`` of the block makes out of its values."""
    return _declare(name, graphene.List(graphene.NonNull(record)), description, source=source, required=True)


def child_value(source: Any, name: str) -> Any:
    """The child ``name`` of a struct, which comes bare or bound with its id."""
    struct = source if isinstance(source, StructValue) else source.value
    return struct.get(name)


def _declare(
    name: str,
    graphql_type: Any,
    description: str,
    # Grapple prefers an attribute of the block class, such as its label, to a value of that name. Any method
    # named here keeps it from looking further; a resolver of the field itself wins in any case.
    source: str = "get_description",
    **options: Any,
) -> Declaration:
    def declaration() -> tuple[GraphQLField, Callable[[Any], graphene.Field]]:
        field = GraphQLField(name, graphql_type, source=source, description=description)
        return field, lambda inner: graphene.Field(inner, description=description, **options)

    return declaration
