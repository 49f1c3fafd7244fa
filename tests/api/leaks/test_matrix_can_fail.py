"""Proof that the matrix sees leaks: where nothing is kept back, it reports nearly every cell."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Model
from wagtail.models import RevisionMixin

from content_api import doors, visibility
from content_api.viewer import Viewer

from .edges import edges, inherited_from
from .matrix import Matrix
from .showcase import Showcase

# A field that comes from an interface is the same function in all types: one of them is enough here.
EDGES = [edge for edge in edges() if inherited_from(edge) in (None, edge.type_name)]

MOVED_AWAY = "it is no longer in this place of the tree, so that the field does not even look at it"
OF_ITS_SOURCE = "an alias answers the address of its source, not its own"
SAFE_WITHOUT_RULES = {
    ("ArticleIndexPage.children", "moved to another site"): MOVED_AWAY,
    ("ArticleIndexPage.descendants", "moved to another site"): MOVED_AWAY,
    ("ArticleIndexPage.nextSiblings", "moved to another site"): MOVED_AWAY,
    ("ArticleIndexPage.previousSiblings", "moved to another site"): MOVED_AWAY,
    ("ArticleIndexPage.siblings", "moved to another site"): MOVED_AWAY,
    ("Route.page", "moved to another site"): MOVED_AWAY,
    ("ArticleIndexPage.canonicalUrl (address)", "alias of a page restricted later"): OF_ITS_SOURCE,
    ("ArticleIndexPage.canonicalUrl (address)", "alias of a page below a restricted one"): OF_ITS_SOURCE,
    ("ArticleIndexPage.canonicalUrl (address)", "alias of a scheduled page"): OF_ITS_SOURCE,
    ("ArticleIndexPage.canonicalUrl (address)", "alias of an alias of a restricted page"): OF_ITS_SOURCE,
}


def test_without_rules_everything_leaks(showcase: Showcase, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = Matrix(EDGES, showcase, select=lambda state: state.hides, most_channels=1)
    monkeypatch.setattr(visibility, "rule_for", lambda model: lambda rows, viewer: rows)
    safe = {(str(edge), cell.state) for edge in EDGES for cell in matrix.cells(edge) if not cell.leaks}
    assert sorted(safe) == sorted(SAFE_WITHOUT_RULES)


def test_where_the_doors_answer_drafts_they_leak(showcase: Showcase, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_of_itself = {"ArticleCardBlock.article", "Claim.company", "ComparisonBlock.comparison", "ClaimBlock.claim"}
    chosen = [edge for edge in EDGES if str(edge) in draft_of_itself]
    matrix = Matrix(chosen, showcase, select=lambda state: not state.hides)
    visible_rows = doors._visible_rows

    def newest(root: type[Model], rows: dict[Any, Model], viewer: Viewer) -> dict[Any, Model]:
        return {key: _draft(row) for key, row in visible_rows(root, rows, viewer).items()}

    monkeypatch.setattr(doors, "_visible_rows", newest)
    leaking = {str(edge) for edge in chosen for cell in matrix.cells(edge) if cell.leaks}
    assert leaking == draft_of_itself


def _draft(row: Model) -> Model:
    has_draft = isinstance(row, RevisionMixin) and row.latest_revision_id
    return row.get_latest_revision_as_object() if has_draft else row
