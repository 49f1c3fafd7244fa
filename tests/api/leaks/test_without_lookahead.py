"""The look-ahead makes answers fast and hides nothing: without it the matrix finds as little."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from .edges import edges, inherited_from
from .matrix import Matrix
from .showcase import Showcase

# A field that comes from an interface is the same function in all types: one of them is enough here.
EDGES = [edge for edge in edges() if inherited_from(edge) in (None, edge.type_name)]

# One state of each sort; the others differ in the rules alone, which the look-ahead has no part in.
STATES = {"collection private by login", "draft of what is live", "unpublished"}


def test_nothing_hidden_is_reached_without_lookahead(
    showcase: Showcase, settings: Settings, subtests: pytest.Subtests
) -> None:
    settings.GRAPHQL_LOOKAHEAD = False
    matrix = Matrix(EDGES, showcase, select=lambda state: state.name in STATES, most_channels=1)
    for one in matrix.placements:
        with subtests.test(str(one)):
            assert matrix.idle_channels(one) == []
            assert [cell for cell in matrix.cells(one) if cell.leaks or cell.faults] == []
