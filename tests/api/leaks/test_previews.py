"""Whoever holds a preview's token is shown one draft, by one field: all other ways show what the public sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from pytest_django import Settings

from content_api.previews.exchange import exchange
from content_api.previews.links import live_token
from tests.factories.articles import ArticlePageFactory

from . import documents
from .edges import edges, inherited_from
from .matrix import Matrix
from .showcase import Showcase

# A field that comes from an interface is the same function in all types: one of them is enough here.
EDGES = [edge for edge in edges() if inherited_from(edge) in (None, edge.type_name)]
# One state of each sort that a preview has to do with: drafts and closed places. The matrix itself enters all.
STATES = {"unpublished", "private by password"}


@pytest.fixture
def with_preview(showcase: Showcase, monkeypatch: pytest.MonkeyPatch, settings: Settings) -> Iterator[None]:
    """All requests hold the token of a preview of some page, whose creator may do anything."""
    settings.PREVIEWS = settings.PREVIEWS | {"requests_per_minute": 1_000_000, "burst": 1_000_000}
    with transaction.atomic():
        admin = get_user_model().objects.create_superuser("ada", "ada@example.org", "secret")
        page = ArticlePageFactory(title="A draft of nothing", live=False)
        exchanged = exchange(live_token(page, by=admin, editor_origin="http://cms.example"))
        assert exchanged is not None
        monkeypatch.setattr(documents, "HEADERS", {"authorization": f"Bearer {exchanged.token}"})
        yield
        transaction.set_rollback(True)


@pytest.mark.usefixtures("with_preview")
def test_nothing_hidden_is_reached_with_a_preview(showcase: Showcase, subtests: pytest.Subtests) -> None:
    matrix = Matrix(EDGES, showcase, select=lambda state: state.name.rpartition(": ")[2] in STATES, most_channels=1)
    cells = 0
    for one in matrix.placements:
        with subtests.test(str(one)):
            found = matrix.cells(one)
            cells += len(found)
            assert [cell for cell in found if cell.leaks] == []
    assert cells > len(EDGES)
