"""What apps say about the cost of their fields. Fields are named ``Type.field``, as in the schema."""

from __future__ import annotations

ASSUMED_LENGTH = 5  # objects in a list that no argument limits
ASSUMED_PAGE = 20  # objects in a connection that is asked without `first` and `last`

_lengths: dict[str, int] = {}
_counted: dict[str, str] = {}
_weights: dict[str, int] = {}


def assume_length(field: str, length: int) -> None:
    """Let the list ``field``, which has no argument for its size, count as ``length`` objects."""
    _lengths[field] = length


def count_argument(field: str, argument: str) -> None:
    """Let the list ``field`` count as many objects as its list ``argument`` has values."""
    _counted[field] = argument


def weigh(field: str, cost: int) -> None:
    """Let ``field`` itself cost ``cost`` in place of 1 for an object and 0 for a leaf."""
    _weights[field] = cost


def declared_length(field: str) -> int | None:
    return _lengths.get(field)


def counted_argument(field: str) -> str | None:
    return _counted.get(field)


def declared_weight(field: str) -> int | None:
    return _weights.get(field)


def declared_fields() -> set[str]:
    """Every field that something is declared for."""
    return {*_lengths, *_counted, *_weights}
