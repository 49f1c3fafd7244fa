"""What no resolver has to think of: arguments that are null in place of left out, and texts that no database takes.

An argument with a default may be given as null, often by a variable. It then has its default here, as if it were left
out: nothing in the schema means anything else by null.

PostgreSQL refuses texts with a NUL character where SQLite finds nothing. Here both refuse them, in one place, also deep
inside lists and input objects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graphql import GraphQLArgument, GraphQLResolveInfo, Undefined

from .errors import BadInputError

NUL = "\x00"
LISTS = (list, tuple)


def usable_arguments(resolve: Callable[..., Any], declared: Mapping[str, GraphQLArgument]) -> Callable[..., Any]:
    """``resolve``, called with defaults in place of null; ``BadInputError`` where a text holds a NUL character."""
    defaults = {
        argument.out_name or name: argument.default_value
        for name, argument in declared.items()
        if argument.default_value is not Undefined
    }

    def called(source: Any, info: GraphQLResolveInfo, **arguments: Any) -> Any:
        for name, value in arguments.items():
            if value is None:
                arguments[name] = defaults.get(name)
            elif _holds_nul(value):
                raise BadInputError(f"The argument '{name}' must not contain a NUL character.")
        return resolve(source, info, **arguments)

    return called


def _holds_nul(value: Any) -> bool:
    """Whether any text of ``value`` does. Values come from a bounded body and a parser that bounds their nesting."""
    if isinstance(value, str):
        return NUL in value
    if isinstance(value, dict):
        return any(_holds_nul(inner) for item in value.items() for inner in item)
    if isinstance(value, LISTS):
        return any(_holds_nul(inner) for inner in value)
    return False
