"""How many fields an operation may have at its root: each of them is a question of its own."""

from __future__ import annotations

from graphql import GraphQLError

from .refusal import over
from .survey import Survey


def root_fields(found: Survey) -> GraphQLError | None:
    """Refuses operations with more root fields than ``GRAPHQL_LIMITS["root_fields"]``, those in fragments included."""
    for operation in found.operations:
        if refused := over("root_fields", found.total(operation).root_fields, operation.node):
            return refused
    return None
