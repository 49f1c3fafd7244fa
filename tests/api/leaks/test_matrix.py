"""The leak matrix: every edge of the schema times every state in which its target is hidden."""

from __future__ import annotations

import pytest

from .edges import edges, enum_value, object_types
from .matrix import Matrix
from .paths import KNOWN_ARGUMENTS
from .showcase import Showcase


def test_nothing_hidden_is_reached(showcase: Showcase, subtests: pytest.Subtests) -> None:
    """One test, so that parallel workers do not enter the same states twice; each edge reports for itself."""
    matrix = Matrix(edges(), showcase)
    for edge in edges():
        with subtests.test(str(edge)):
            is_placed = edge in matrix.placements
            assert is_placed, "Nothing in the showcase is reached by this field: extend the showcase."
            assert matrix.idle_channels(edge) == [], "By these arguments not even what is visible is shown."
            assert [cell for cell in matrix.cells(edge) if cell.leaks or cell.faults] == []


def test_the_generator_knows_every_argument() -> None:
    unknown = {
        f"{graphql_type.name}.{name}({argument}:)"
        for graphql_type in object_types()
        for name, field in graphql_type.fields.items()
        for argument in field.args
        if argument not in KNOWN_ARGUMENTS and enum_value(field, argument) is None
    }
    assert unknown == set(), "Each argument is a way to ask about what is hidden: teach it to paths.py or channels.py."
