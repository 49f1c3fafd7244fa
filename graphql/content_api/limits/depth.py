"""How deep fields may be nested. Introspection, deep by nature and free of SQL, has a limit of its own."""

from __future__ import annotations

from graphql import GraphQLError

from .refusal import over
from .survey import Survey


def depth(found: Survey) -> GraphQLError | None:
    """Refuses operations with more levels of fields than ``GRAPHQL_LIMITS["depth"]``, ``__schema`` left out."""
    for operation in found.operations:
        if refused := over("depth", found.total(operation).depth, operation.node):
            return refused
    return None


def introspection_depth(found: Survey) -> GraphQLError | None:
    """Refuses operations with more levels than ``["introspection_depth"]``, ``__schema`` or ``__type`` the first."""
    for operation in found.operations:
        if refused := over("introspection_depth", found.total(operation).introspection_depth, operation.node):
            return refused
    return None
