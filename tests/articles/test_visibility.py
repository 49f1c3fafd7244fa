"""The visibility rules of the articles app, asked directly."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from wagtail.models import PageViewRestriction

from articles.models import (
    Adoption,
    AdoptionStatus,
    ArticleAuthor,
    ArticleCorrection,
    ArticleSource,
    ArticleTag,
    Claim,
    ClaimSource,
    ClaimText,
    ComparisonCell,
    ComparisonFramework,
    ComparisonRow,
    Framework,
    FrameworkText,
    RelatedPage,
)
from content_api.viewer import Viewer, default_viewer
from content_api.visibility import rule_for, visible
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    SourceFactory,
    TopicFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def viewer() -> Viewer:
    return default_viewer()


def seen(model: type[Any], viewer: Viewer) -> list[Any]:
    return list(visible(model.objects.order_by("pk"), viewer))


@pytest.mark.parametrize("app_label", ["articles", "home"])
def test_every_declared_model_has_a_rule(app_label: str) -> None:
    declared = [model for model in apps.get_app_config(app_label).get_models() if hasattr(model, "graphql_fields")]
    assert [model for model in declared if rule_for(model) is None] == []
    assert len(declared) > 3


@pytest.mark.parametrize("make", [AuthorFactory, TopicFactory, SourceFactory])
def test_rows_without_drafts_are_public(make: Callable[[], Model], viewer: Viewer) -> None:
    row = make()
    assert seen(type(row), viewer) == [row]


def test_drafts_of_frameworks_are_hidden_with_all_that_names_them(viewer: Viewer) -> None:
    shown, hidden = FrameworkFactory(), FrameworkFactory()
    about_shown, about_hidden = ClaimFactory(framework=shown), ClaimFactory(framework=hidden)
    CompanyPageFactory(
        adoptions=[Adoption(framework=framework, status=AdoptionStatus.CURRENT) for framework in (shown, hidden)]
    )
    ComparisonPageFactory(between=[shown, hidden])
    Framework.objects.filter(pk=hidden.pk).update(live=False)

    assert seen(Framework, viewer) == [shown]
    assert seen(Claim, viewer) == [about_shown]
    assert [text.framework for text in seen(FrameworkText, viewer)] == [shown]
    for model in (Adoption, ComparisonFramework, ComparisonCell):
        assert model.objects.count() == 2
        assert [row.framework for row in seen(model, viewer)] == [shown], model
    assert [text.claim for text in seen(ClaimText, viewer)] == [about_shown]
    assert about_hidden.live is True


def test_draft_claims_are_hidden_with_their_texts_and_sources(viewer: Viewer) -> None:
    shown, hidden = ClaimFactory(), ClaimFactory(live=False)
    assert seen(Claim, viewer) == [shown]
    assert [text.claim for text in seen(ClaimText, viewer)] == [shown]
    assert [entry.claim for entry in seen(ClaimSource, viewer)] == [shown]
    assert hidden.claim_sources.count() == 1


@pytest.mark.parametrize("state", ["live", "unpublished", "private"])
def test_a_claim_about_a_company_is_as_public_as_its_page(state: str) -> None:
    company = CompanyPageFactory(live=state != "unpublished")
    claim = ClaimFactory(framework=None, company=company)
    if state == "private":
        PageViewRestriction.objects.create(page=company, restriction_type=PageViewRestriction.LOGIN)
    assert seen(Claim, default_viewer()) == ([claim] if state == "live" else [])


@pytest.mark.parametrize("live", [True, False])
def test_parts_of_a_page_are_as_public_as_the_page(live: bool, viewer: Viewer) -> None:
    article = ArticlePageFactory(
        live=live,
        article_authors=[ArticleAuthor(author=AuthorFactory())],
        article_sources=[ArticleSource(source=SourceFactory())],
        related_pages=[RelatedPage(related_page=CompanyPageFactory())],
        corrections=[ArticleCorrection(what="A year.")],
    )
    article.tags.add("history")
    article.save()
    CompanyPageFactory(live=live, adoptions=[Adoption(framework=FrameworkFactory(), status=AdoptionStatus.CURRENT)])
    ComparisonPageFactory(live=live)

    counts = {
        ArticleAuthor: 1,
        ArticleSource: 1,
        RelatedPage: 1,
        ArticleCorrection: 1,
        ArticleTag: 1,
        Adoption: 1,
        ComparisonFramework: 2,
        ComparisonRow: 1,
        ComparisonCell: 2,
    }
    assert {model: model.objects.count() for model in counts} == counts
    assert {model: len(seen(model, viewer)) for model in counts} == {
        model: count if live else 0 for model, count in counts.items()
    }


def test_without_a_site_nothing_on_pages_is_visible() -> None:
    ClaimFactory(framework=None, company=CompanyPageFactory())
    ComparisonPageFactory()
    nowhere = Viewer(site=None)
    assert [seen(model, nowhere) for model in (Claim, ComparisonRow, ComparisonCell)] == [[], [], []]
