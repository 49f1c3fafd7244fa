"""How many words and signs a document may have. Parsing stops at the limit."""

from __future__ import annotations

from django.conf import settings
from graphql import DocumentNode, GraphQLSyntaxError, parse

from .refusal import refusal


def parse_within_limit(text: str) -> DocumentNode:
    """Parse ``text``, comments counted like any other token.

    Raises ``GraphQLSyntaxError``, or the refusal of the limit ``tokens``, which names the first token that is too many.
    """
    allowed: int = settings.GRAPHQL_LIMITS["tokens"]
    try:
        return parse(text, max_tokens=allowed)
    except GraphQLSyntaxError as error:
        if error.message == f"Syntax Error: Document contains more than {allowed} tokens. Parsing aborted.":
            raise refusal("tokens", allowed + 1, allowed) from error
        raise
