"""Proof that the matrix sees leaks: with visibility switched off it reports them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from content_api import doors, visibility
from django.db.models import Model

from .edges import Edge, edges, inherited_from
from .matrix import Matrix
from .showcase import Showcase

# A field that comes from an interface is the same function in all types: one of them is enough here.
EDGES = [edge for edge in edges() if inherited_from(edge) in (None, edge.type_name)]


def test_without_rules_everything_leaks(showcase: Showcase, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = Matrix(EDGES, showcase, select=lambda state: state.hides)
    monkeypatch.setattr(visibility, "rule_for", lambda model: lambda rows, viewer: rows)
    tight = {(str(edge), cell.state) for edge in EDGES for cell in matrix.cells(edge) if not cell.leaks}
    print(len(tight)); print(*sorted(tight), sep="\n")
    assert tight == set()
