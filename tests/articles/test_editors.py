"""The editors of pages and snippets: they open, keep what was entered, and refuse slips."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import (
    ArticleIndexPage,
    ArticlePage,
    Author,
    Claim,
    CompanyIndexPage,
    CompanyPage,
    ComparisonIndexPage,
    ComparisonPage,
    Framework,
    Source,
    Topic,
)
from home.models import HomePage, StandardPage
from tests.factories.articles import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyIndexPageFactory,
    CompanyPageFactory,
    ComparisonIndexPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    SourceFactory,
    TopicFactory,
    only,
)
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

PAGES: dict[type[Page], Any] = {
    ArticleIndexPage: ArticleIndexPageFactory,
    ArticlePage: ArticlePageFactory,
    CompanyIndexPage: CompanyIndexPageFactory,
    CompanyPage: CompanyPageFactory,
    ComparisonIndexPage: ComparisonIndexPageFactory,
    ComparisonPage: ComparisonPageFactory,
    HomePage: home_page,
    StandardPage: StandardPageFactory,
}
WITH_SOURCES = {ArticlePage, CompanyPage}


@pytest.mark.parametrize("model", PAGES)
def test_the_tabs_of_a_page(admin_client: Client, model: type[Page]) -> None:
    page = PAGES[model]()
    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert response.status_code == 200
    tabs = [tab.heading for tab in response.context["edit_handler"].children]
    expected = ["Content", "Sources and claims", "Promote", "Settings"]
    assert tabs == [tab for tab in expected if tab != "Sources and claims" or model in WITH_SOURCES]
    form = response.context["form"]
    assert {"slug", "share_image", "canonical_url", "publish_override_reason", "go_live_at"} <= set(form.fields)
    assert "comments" in form.formsets or "wagtail_admin_comments" in form.formsets
    assert {"uid", "word_count"} & set(form.fields) == set()


def test_the_article_editor_shows_what_was_counted(admin_client: Client) -> None:
    page = ArticlePageFactory(body=[("paragraph", {"body": f"<p>{'word ' * 411}</p>"})])
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Words" in html
    assert "411" in html


def comparison_fields(frameworks: list[Framework], cells: list[Framework]) -> dict[str, Any]:
    return nested_form_data(
        {
            "title": "Two frameworks",
            "slug": "two-frameworks",
            "summary": "They differ.",
            "body": streamfield([]),
            "comparison_frameworks": inline_formset(
                [{"framework": framework.pk, "choose_when": "in doubt"} for framework in frameworks]
            ),
            "rows": inline_formset(
                [
                    {
                        "criterion": "Speed",
                        "explanation": "",
                        "cells": inline_formset(
                            [
                                {"framework": framework.pk, "verdict": "Fine", "rating": "4", "claim": ""}
                                for framework in cells
                            ]
                        ),
                    }
                ]
            ),
            "comments": inline_formset([]),
        }
    )


def post_comparison(client: Client, fields: dict[str, Any]) -> Any:
    parent = only(ComparisonIndexPageFactory)
    return client.post(reverse("wagtailadmin_pages:add", args=["articles", "comparisonpage", parent.pk]), fields)


def test_a_comparison_is_published_with_rows_and_cells(admin_client: Client) -> None:
    first, second = FrameworkFactory.create_batch(2)
    response = post_comparison(
        admin_client, comparison_fields([first, second], [first, second]) | {"action-publish": "1"}
    )
    assert response.status_code == 302
    page = ComparisonPage.objects.get()
    assert page.live is True
    assert [entry.framework for entry in page.comparison_frameworks.all()] == [first, second]
    [(row, cells)] = page.table()
    assert (row.criterion, [(cell.framework, cell.rating) for cell in cells]) == (
        "Speed",
        [(first, 4), (second, 4)],
    )


def test_a_draft_of_a_comparison_may_have_gaps(admin_client: Client) -> None:
    [framework] = FrameworkFactory.create_batch(1)
    response = post_comparison(admin_client, comparison_fields([framework], []))
    assert response.status_code == 302
    assert ComparisonPage.objects.get().live is False


@pytest.mark.parametrize(
    ("_case", "listed", "cells", "message"),
    [
        ("listed twice", [0, 0], [0], "This framework is listed already."),
        ("two cells for one", [0, 1], [0, 0], "This row has a cell for this framework already."),
        ("a cell for another", [0], [1], "This framework is not part of the comparison."),
    ],
)
def test_slips_in_a_comparison_are_refused(
    admin_client: Client, _case: str, listed: list[int], cells: list[int], message: str
) -> None:
    frameworks = FrameworkFactory.create_batch(2)
    fields = comparison_fields([frameworks[i] for i in listed], [frameworks[i] for i in cells])
    response = post_comparison(admin_client, fields)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert not ComparisonPage.objects.exists()


def test_a_claim_is_written_with_texts_and_sources(admin_client: Client) -> None:
    framework, source = FrameworkFactory(), SourceFactory()
    fields = nested_form_data(
        {
            "framework": framework.pk,
            "company": "",
            "value": "2005",
            "status": "verified",
            "as_of": "2026-01-01",
            "review_by": "2027-01-01",
            "texts": inline_formset(
                [
                    {
                        "locale": Locale.get_default().pk,
                        "statement": "It became public in 2005.",
                        "explanation": "",
                    }
                ]
            ),
            "claim_sources": inline_formset([{"source": source.pk, "quote": "Public!", "location": "p. 1"}]),
            "action-publish": "1",
        }
    )
    response = admin_client.post(reverse("wagtailsnippets_articles_claim:add"), fields)
    assert response.status_code == 302
    claim = Claim.objects.get()
    assert (claim.live, claim.statement, claim.subject) == (True, "It became public in 2005.", framework)
    assert claim.claim_sources.get().source == source


def test_a_claim_with_two_subjects_is_refused_in_the_form(admin_client: Client) -> None:
    claim, company = ClaimFactory(), CompanyPageFactory()
    response = admin_client.get(reverse("wagtailsnippets_articles_claim:edit", args=[claim.pk]))
    form = response.context["form"]
    bound = type(form)(
        data={"framework": claim.framework_id, "company": company.pk},
        instance=claim,
        for_user=response.context["request"].user,
    )
    bound.errors  # noqa: B018  (runs the validation)
    assert "A claim is about one framework or one company: choose one of them." in bound.non_field_errors()


@pytest.mark.parametrize(
    ("name", "make", "offered"),
    [
        ("author", AuthorFactory, False),
        ("claim", ClaimFactory, True),
        ("framework", FrameworkFactory, False),
        ("source", SourceFactory, True),
        ("topic", TopicFactory, False),
    ],
)
def test_copying_is_offered_where_one_row_helps_to_write_the_next(
    admin_client: Client, name: str, make: Any, offered: bool
) -> None:
    row = make()
    html = admin_client.get(reverse(f"wagtailsnippets_articles_{name}:list")).content.decode()
    assert f"/{name}/edit/{row.pk}/" in html
    assert (f"/{name}/copy/{row.pk}/" in html) is offered


def test_a_copied_claim_is_a_row_of_its_own(admin_client: Client) -> None:
    original = ClaimFactory(statement="The original.")
    form_of_copy = admin_client.get(reverse("wagtailsnippets_articles_claim:copy", args=[original.pk]))
    assert form_of_copy.context["action_url"] == reverse("wagtailsnippets_articles_claim:add")
    text, entry = original.texts.get(), original.claim_sources.get()
    fields = nested_form_data(
        {
            "framework": original.framework_id,
            "company": "",
            "value": "",
            "status": "verified",
            "as_of": "2026-01-01",
            "review_by": "2027-01-01",
            "texts": inline_formset(
                [{"id": text.pk, "locale": text.locale_id, "statement": "The copy.", "explanation": ""}],
                initial=1,
            ),
            "claim_sources": inline_formset(
                [{"id": entry.pk, "source": entry.source_id, "quote": "", "location": ""}], initial=1
            ),
        }
    )

    admin_client.post(reverse("wagtailsnippets_articles_claim:add"), fields)

    copy = Claim.objects.exclude(pk=original.pk).get()
    assert (str(copy), str(Claim.objects.get(pk=original.pk))) == ("The copy.", "The original.")
    assert copy.uid != original.uid
    assert copy.claim_sources.get().pk != entry.pk


def test_page_types_stand_only_where_they_belong() -> None:
    children = {
        model.__name__: sorted(child.__name__ for child in model.allowed_subpage_models()) for model in (*PAGES, Page)
    }
    assert children == {
        "Page": ["HomePage", "Page"],
        "HomePage": [
            "ArticleIndexPage",
            "CompanyIndexPage",
            "ComparisonIndexPage",
            "NewsletterIndexPage",
            "StandardPage",
        ],
        "ArticleIndexPage": ["ArticlePage"],
        "CompanyIndexPage": ["CompanyPage"],
        "ComparisonIndexPage": ["ComparisonPage"],
        "StandardPage": ["StandardPage"],
        "ArticlePage": [],
        "CompanyPage": [],
        "ComparisonPage": [],
    }


def test_one_index_of_each_kind() -> None:
    ArticleIndexPageFactory()
    assert [model.can_create_at(home_page()) for model in (ArticleIndexPage, CompanyIndexPage)] == [
        False,
        True,
    ]


def test_every_page_type_says_what_it_is_for() -> None:
    assert [model for model in PAGES if not model.get_page_description()] == []


def test_every_snippet_menu_exists() -> None:
    from wagtail.snippets.models import get_snippet_models

    ours = {model for model in get_snippet_models() if model._meta.app_label == "articles"}
    assert ours == {Author, Claim, Framework, Source, Topic}
