"""How many aliases a document may have: without a limit, one request asks the same question a thousand times."""

from __future__ import annotations

from graphql import GraphQLError

from .refusal import over
from .survey import Survey


def aliases(found: Survey) -> GraphQLError | None:
    """Refuses documents with more aliases than ``GRAPHQL_LIMITS["aliases"]``, as written."""
    return over("aliases", found.aliases)
