"""Django's system checks: trusted documents fit the schema, and what was declared about fields names fields."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error, register
from graphql import GraphQLInterfaceType, GraphQLObjectType

from .limits.cost.declarations import declared_fields
from .operations.problems import problems_of
from .operations.trusted import trusted_documents


@register("graphql")
def trusted_documents_are_valid(**_: Any) -> list[CheckMessage]:
    """Every document of ``GRAPHQL_OPERATIONS_DIR`` fits the schema and is within all limits."""
    from .schema import schema  # not before all apps are ready

    problems: list[CheckMessage] = []
    for document in trusted_documents():
        problems += [
            Error(f"The trusted document '{document.name}' cannot be executed: {problem}", id="content_api.E001")
            for problem in problems_of(document.text, schema.graphql_schema)
        ]
    return problems


@register("graphql")
def costs_are_declared_for_fields(**_: Any) -> list[CheckMessage]:
    """Every length and weight is declared for a field that exists."""
    from .schema import schema  # not before all apps are ready

    fields = {
        f"{name}.{field}"
        for name, graphql_type in schema.graphql_schema.type_map.items()
        if isinstance(graphql_type, GraphQLObjectType | GraphQLInterfaceType)
        for field in graphql_type.fields
    }
    return [
        Error(f"A cost is declared for '{name}', which is no field of the schema.", id="content_api.E002")
        for name in sorted(declared_fields() - fields)
    ]
