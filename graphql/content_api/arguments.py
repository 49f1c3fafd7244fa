"""Arguments that no database takes.

PostgreSQL refuses texts with a NUL character where SQLite finds nothing. Here both refuse them, in one place.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from graphql import GraphQLResolveInfo

from .errors import BadInputError


def storable_arguments(resolve: Callable[..., Any]) -> Callable[..., Any]:
    """``resolve`` behind a check that none of its texts holds a NUL character; ``BadInputError`` where one does."""

    def checked(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        for name, value in arguments.items():
            if isinstance(value, str) and "\x00" in value:
                raise BadInputError(f"The argument '{name}' must not contain a NUL character.")
        return resolve(source, info, **arguments)

    return checked
