"""What a request may cost: one small rule a module, all of them before any SQL.

Three times on the way of a document something is measured:

1. ``tokens`` while it is parsed;
2. ``depth``, ``aliases``, ``root_fields``, ``repeated_fields``, ``directives`` and introspection in one walk over what
   was parsed, before graphql-core validates it, which takes far longer; ``comparisons`` during validation;
3. ``cost`` and ``page_size`` when the variables are known.

The second kind depends on the text alone and is not repeated for a document that is kept.
"""

from __future__ import annotations

from graphql import GraphQLError

from .aliases import aliases
from .depth import depth, introspection_depth
from .directives import directives
from .introspection import schema_aliases, schema_fields
from .repeated_fields import repeated_fields
from .root_fields import root_fields
from .survey import Survey

LIMITS = (aliases, directives, root_fields, repeated_fields, depth, introspection_depth, schema_fields, schema_aliases)


def refusals(found: Survey) -> list[GraphQLError]:
    """Every limit that a document exceeds, as far as the text alone tells."""
    return [refused for limit in LIMITS if (refused := limit(found))]
