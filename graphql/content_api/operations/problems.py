"""What keeps a document that is known beforehand from being executed."""

from __future__ import annotations

from collections.abc import Iterator

from graphql import GraphQLSchema, IntValueNode, OperationDefinitionNode

from ..limits.cost import cost_refusal
from ..limits.page_size import page_size
from .documents import Document, InvalidDocumentError, prepare


def problems_of(text: str, schema: GraphQLSchema) -> Iterator[str]:
    """Each reason why ``text`` does not fit ``schema`` or exceeds a limit; none where it can be executed."""
    try:
        prepared = prepare(text, schema)
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
