"""The part of a list that is asked for: ``first`` and ``after``, ``last`` and ``before``."""

from __future__ import annotations

from dataclasses import dataclass

import graphene

from ...errors import BadInputError
from ...limits.refusal import refusal

ROWS_BY_DEFAULT = 20

WINDOW_ARGUMENTS = {
    "first": graphene.Int(
        description=f"So many from the start; {ROWS_BY_DEFAULT} where neither `first` nor `last` is given."
    ),
    "after": graphene.String(description="Only what follows this cursor."),
    "last": graphene.Int(description="So many from the end. Not together with `first`."),
    "before": graphene.String(description="Only what precedes this cursor."),
}


@dataclass(frozen=True)
class Window:
    """``size`` rows from the start, or ``backward`` from the end, of what lies between the cursors."""

    size: int
    backward: bool
    after: str | None
    before: str | None


def window(
    first: int | None = None,
    after: str | None = None,
    last: int | None = None,
    before: str | None = None,
    *,
    most: int,
) -> Window:
    """Read the arguments. Refuses sizes above ``most``, the limit ``page_size``, below nothing, and two at a time."""
    if first is not None and last is not None:
        raise BadInputError("Use 'first' or 'last', not both.")
    for name, size in (("first", first), ("last", last)):
        if size is not None:
            _check(name, size, most)
    if last is not None:
        return Window(last, True, after, before)
    return Window(ROWS_BY_DEFAULT if first is None else first, False, after, before)


def _check(name: str, size: int, allowed: int) -> None:
    if size < 0:
        raise BadInputError(f"The argument '{name}' must not be negative, {size} is.")
    if size > allowed:
        raise refusal("page_size", size, allowed)
