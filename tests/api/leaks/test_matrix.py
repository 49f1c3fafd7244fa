"""The leak matrix: every edge of the schema times every state in which its target is hidden."""

from __future__ import annotations

import pytest

from .edges import Edge, edges, enum_value, object_types
from .matrix import Matrix
from .paths import KNOWN_ARGUMENTS
from .showcase import Showcase


@pytest.fixture(scope="module")
def matrix(showcase: Showcase) -> Matrix:
    return Matrix(edges(), showcase)


@pytest.mark.parametrize("edge", edges(), ids=str)
def test_nothing_hidden_is_reached(edge: Edge, matrix: Matrix) -> None:
    assert edge in matrix.placements, "The showcase has nothing that this field leads to: extend it, or remove the field."
    assert matrix.idle_channels(edge) == [], "These do not even show what is visible."
    wrong = [cell for cell in matrix.cells(edge) if cell.leaks or cell.faults]
    assert wrong == []


def test_the_generator_knows_every_argument() -> None:
    unknown = {
        f"{graphql_type.name}.{name}({argument}:)"
        for graphql_type in object_types()
        for name, field in graphql_type.fields.items()
        for argument in field.args
        if argument not in KNOWN_ARGUMENTS and enum_value(field, argument) is None
    }
    assert unknown == set(), "Each argument is a way to ask about what is hidden: teach it to paths.py or channels.py."
