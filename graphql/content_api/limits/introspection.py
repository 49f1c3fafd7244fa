"""How often a document may ask for the whole schema: once, and under its own name."""

from __future__ import annotations

from graphql import GraphQLError

from .refusal import refusal
from .survey import Survey

ONCE = 1
NO_ALIAS = 0


def schema_fields(found: Survey) -> GraphQLError | None:
    """Refuses documents with more than one ``__schema``. No setting allows more: an answer would only repeat itself."""
    asked = [node for node in found.introspections if node.name.value == "__schema"]
    return refusal("schema_fields", len(asked), ONCE, asked[:2]) if len(asked) > ONCE else None


def schema_aliases(found: Survey) -> GraphQLError | None:
    """Refuses aliases on ``__schema``."""
    renamed = [node for node in found.introspections if node.name.value == "__schema" and node.alias]
    return refusal("schema_aliases", len(renamed), NO_ALIAS, renamed[:1]) if renamed else None
