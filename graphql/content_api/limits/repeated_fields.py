"""How often one field may be repeated in one place.

Repetitions are merged in the answer, so nobody needs them; but each pair of them is compared when a document is
validated. Fragments that hold the same field are counted there, by ``comparisons``.
"""

from __future__ import annotations

from graphql import GraphQLError

from .refusal import over
from .survey import Survey


def repeated_fields(found: Survey) -> GraphQLError | None:
    """Refuses documents with more than ``GRAPHQL_LIMITS["repeated_fields"]`` fields of one response name in a row."""
    return over("repeated_fields", found.repeated_fields)
