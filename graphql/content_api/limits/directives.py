"""How many directives a document may have: each is looked at several times, and `@skip` a thousand times is no use."""

from __future__ import annotations

from graphql import GraphQLError

from .refusal import over
from .survey import Survey


def directives(found: Survey) -> GraphQLError | None:
    """Refuses documents with more directives than ``GRAPHQL_LIMITS["directives"]``, as written."""
    return over("directives", found.directives)
