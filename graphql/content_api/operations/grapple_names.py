"""Names of types that Grapple's clients write in documents and that this schema does not have."""

from __future__ import annotations

from graphql import DocumentNode, ListTypeNode, NamedTypeNode, NonNullTypeNode, OperationDefinitionNode, TypeNode

# The type of Grapple's arguments ``limit`` and ``offset``. Here it is ``Int``, and resolvers refuse what is negative.
OURS = {"PositiveInt": "Int"}


def understand_grapple(document: DocumentNode) -> None:
    """Give variables of ``document`` that have a type of Grapple's the type that takes its place."""
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            for variable in definition.variable_definitions:
                named = _named(variable.type)
                named.name.value = OURS.get(named.name.value, named.name.value)


def _named(written: TypeNode) -> NamedTypeNode:
    while isinstance(written, ListTypeNode | NonNullTypeNode):
        written = written.type
    assert isinstance(written, NamedTypeNode)  # noqa: S101  (there is no fourth kind)
    return written
