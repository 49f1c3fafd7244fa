"""Proof that the matrix sees leaks: where nothing is kept back, it reports nearly every cell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from django.db.models import Model
from wagtail.models import RevisionMixin

from content_api import statements, visibility
from content_api.lookahead import Loader
from content_api.search import restrictions
from content_api.visibility import OwnRule

from .edges import edges, inherited_from
from .matrix import Matrix
from .showcase import Showcase

# A field that comes from an interface is the same function in all types: one of them is enough here.
EDGES = [edge for edge in edges() if inherited_from(edge) in (None, edge.type_name)]

ALIAS, MOVED = "alias of a page restricted later", "moved to another site"

# One state of each sort.
STATES = {ALIAS, MOVED, "collection private by login", "private by password", "unpublished"}

# Where the field itself leaves out what a state hides, whatever the rules say: why, and the edges.
SAFE_WITHOUT_RULES = {
    (MOVED, "the field looks at one place of the tree only, where it no longer is"): {
        "ArticleIndexPage.children",
        "ArticleIndexPage.descendants",
        "ArticleIndexPage.nextSiblings",
        "ArticleIndexPage.previousSiblings",
        "ArticleIndexPage.siblings",
        "Route.page",
    },
    (MOVED, "with several sites, the log is asked for the addresses of one"): {
        "Change.path (text) to Page",
        "Change.uid (text) to Page",
    },
    (ALIAS, "no alias stands in a list, among related pages or in a comparison"): {
        "ArticlePage.related",
        "CompanyPage.related",
        "ComparisonMatrix.page",
        "ComparisonMatrixCell.comparison",
        "ComparisonMatrixCell.verdict (text) to Page",
        "ComparisonMatrixRow.criterion (text) to Page",
        "ComparisonMatrixRow.explanation (text) to Page",
        "ComparisonPage.related",
        "Query.comparison",
        "Query.content (list) to Page",
    },
    (ALIAS, "an alias answers the address of its source, not its own"): {
        "Alternate.fullUrl (text) of ArticleIndexPage.alternates to Page",
        "Alternate.url (text) of ArticleIndexPage.alternates to Page",
        "ArticleIndexPage.canonicalUrl (address)",
        "OpenGraph.url (text) of ArticlePage.seo to Page",
        "Seo.canonicalUrl (text) of ArticlePage.seo to Page",
        "Seo.jsonLd (text) of ArticlePage.seo to Page",
        "Seo.jsonLdScript (text) of ArticlePage.seo to Page",
    },
}


def everybody_sees_everything(model: type[Model]) -> OwnRule:
    return OwnRule(lambda rows, viewer: rows, is_open=True)


def test_without_rules_everything_leaks(showcase: Showcase, monkeypatch: pytest.MonkeyPatch) -> None:
    matrix = Matrix(EDGES, showcase, select=lambda state: state.name in STATES, most_channels=1)
    for module in (visibility, restrictions):
        monkeypatch.setattr(module, "rule_for", everybody_sees_everything)
    monkeypatch.setattr(statements, "kept", statements.KeptStatements())  # those before were compiled with the rules
    safe = {(cell.state, str(one)) for one in matrix.placements for cell in matrix.cells(one) if not cell.leaks}
    assert safe == {(state, name) for (state, _), names in SAFE_WITHOUT_RULES.items() for name in names}


def test_where_the_loader_answers_drafts_they_leak(showcase: Showcase, monkeypatch: pytest.MonkeyPatch) -> None:
    draft_of_itself = {
        "ArticleCardBlock.article",
        "Claim.company",
        "ClaimBlock.claim",
        "ComparisonBlock.comparison",
        "Query.claim",
        "Query.claims (list) to Claim",
        "Query.framework",
    }
    chosen = [edge for edge in EDGES if any(name.split(" to ")[0] == str(edge) for name in draft_of_itself)]
    matrix = Matrix(chosen, showcase, select=lambda state: not state.hides)
    adopt = Loader.adopt

    def newest(loader: Loader, rows: Iterable[Any]) -> list[Any]:
        return adopt(loader, [_draft(row) for row in rows])

    monkeypatch.setattr(Loader, "adopt", newest)
    leaking = {str(one) for one in matrix.placements for cell in matrix.cells(one) if cell.leaks}
    assert leaking == draft_of_itself


def _draft(row: Model) -> Model:
    has_draft = isinstance(row, RevisionMixin) and row.latest_revision_id
    return row.get_latest_revision_as_object() if has_draft else row
