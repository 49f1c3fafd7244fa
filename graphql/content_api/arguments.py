"""Arguments that no database takes.

PostgreSQL refuses texts with a NUL character where SQLite finds nothing. Here both refuse them, in one place, also deep
inside lists and input objects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLResolveInfo

from .errors import BadInputError

NUL = "\x00"


def storable_arguments(resolve: Callable[..., Any]) -> Callable[..., Any]:
    """``resolve`` behind a check that none of its texts holds a NUL character; ``BadInputError`` where one does."""

    def checked(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        for name, value in arguments.items():
            if _holds_nul(value):
                raise BadInputError(f"The argument '{name}' must not contain a NUL character.")
        return resolve(source, info, **arguments)

    return checked


def _holds_nul(value: Any) -> bool:
    """Whether any text of ``value`` does. Values come from a bounded body and a parser that bounds their nesting."""
    if isinstance(value, str):
        return NUL in value
    if isinstance(value, Mapping):
        return any(_holds_nul(inner) for item in value.items() for inner in item)
    if isinstance(value, list | tuple):
        return any(_holds_nul(inner) for inner in value)
    return False
