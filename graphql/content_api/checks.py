"""Django's system checks: trusted documents fit the schema, and what was declared about fields names fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from graphql import GraphQLInterfaceType, GraphQLObjectType, IntValueNode, OperationDefinitionNode

from .limits.cost import cost_refusal
from .limits.cost.declarations import declared_fields
from .limits.page_size import page_size
from .operations.documents import Document, InvalidDocumentError, prepare
from .operations.trusted import TrustedDocument, trusted_documents


@register("graphql")
def trusted_documents_are_valid(**_: Any) -> list[CheckMessage]:
    """Every document of ``GRAPHQL_OPERATIONS_DIR`` fits the schema and is within all limits."""
    problems: list[CheckMessage] = []
    for document in trusted_documents():
        problems += [
            Error(f"The trusted document '{document.name}' cannot be executed: {problem}", id="content_api.E001")
            for problem in _problems(document)
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


def _problems(document: TrustedDocument) -> Iterator[str]:
    from .schema import schema  # not before all apps are ready

    try:
        prepared = prepare(document.text, schema.graphql_schema)
    except InvalidDocumentError as error:
        yield from (one.message for one in error.errors)
        return
    yield from _limits(prepared)


def _limits(document: Document) -> Iterator[str]:
    """What cost and page size refuse when every variable has its default."""
    for node in document.node.definitions:
        if isinstance(node, OperationDefinitionNode):
            variables = {
                definition.variable.name.value: int(definition.default_value.value)
                for definition in node.variable_definitions
                if isinstance(definition.default_value, IntValueNode)
            }
            refused = page_size(document.page_arguments, variables) or cost_refusal(document.plan(node), variables)[1]
            if refused:
                yield refused.message
