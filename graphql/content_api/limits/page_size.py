"""How many rows a connection may be asked for at a time.

The arguments ``first`` and ``last`` are refused above the limit. Grapple's ``limit`` is not: Grapple cuts it silently,
and its clients may rely on that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from graphql import ArgumentNode, GraphQLError, IntValueNode, VariableNode

from .refusal import refusal


def page_size(arguments: Iterable[ArgumentNode], variables: Mapping[str, Any]) -> GraphQLError | None:
    """Refuses a document if one of the ``arguments`` is above ``GRAPHQL_LIMITS["page_size"]``.

    ``variables`` are coerced, so that a default counts and a text cannot stand for a number.
    """
    allowed: int = settings.GRAPHQL_LIMITS["page_size"]
    for argument in arguments:
        value = argument.value
        size: Any = 0
        if isinstance(value, VariableNode):
            size = variables.get(value.name.value)
        elif isinstance(value, IntValueNode):
            size = int(value.value)
        if isinstance(size, int) and size > allowed:
            return refusal("page_size", size, allowed, [argument])
    return None
