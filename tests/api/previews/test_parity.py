"""A preview answers of a draft what the public is answered once it is published."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from articles.models import ArticlePage
from content_api.clients import tokens
from home.models import HomePage
from tests.api.conftest import Post
from tests.api.lookahead.content import article_with_everything, companies, comparison
from tests.api.previews.conftest import opened_live, opened_shared, told
from tests.api.previews.selecting import everything
from tests.factories.articles import ArticlePageFactory
from tests.factories.clients import ApiClientFactory
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.syndication import NewsletterIssuePageFactory

pytestmark = pytest.mark.django_db

# What a preview alone tells, or tells otherwise: where a block stands, and that search engines should stay away.
ITS_OWN = {"robots", "indexable"}
MOMENT = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def generous(settings: Settings) -> None:
    settings.GRAPHQL_LIMITS = dict.fromkeys(django_settings.GRAPHQL_LIMITS, 5_000_000) | {"execution_seconds": 60}
    settings.GRAPHQL_DOCUMENTS = {"count": 100, "bytes": 50_000_000}


def home_with_features() -> HomePage:
    page = home_page()
    page.hero_title, page.hero_text = "Clouds", "All about Django."
    page.featured_pages.create(featured_page=ArticlePageFactory())
    page.save()
    return page


def article() -> ArticlePage:
    page = article_with_everything(2)
    page.corrections.update(corrected_at=MOMENT)  # revisions keep no more than milliseconds of a moment
    return ArticlePage.objects.get(pk=page.pk)


PAGES: dict[str, Callable[[], Any]] = {
    "ArticlePage": article,
    "CompanyPage": lambda: companies(1)[0],
    "ComparisonPage": lambda: comparison(2),
    "HomePage": home_with_features,
    "StandardPage": lambda: StandardPageFactory(intro="<p>About us.</p>"),
    "NewsletterIssuePage": lambda: NewsletterIssuePageFactory(),
}


def normal(value: Any, name: str = "") -> Any:
    """Without what differs by intention."""
    if isinstance(value, dict):
        is_block = any(key.startswith("blockType") for key in value)
        return {
            key: normal(inner, key)
            for key, inner in value.items()
            if key.partition("_")[0] not in ITS_OWN and not (is_block and key.startswith("id_"))
        }
    return [normal(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("opened", [opened_live, opened_shared])
@pytest.mark.parametrize("type_name", PAGES)
def test_draft_reads_as_the_published_page(type_name: str, opened: Any, post: Post, editor: User) -> None:
    page = PAGES[type_name]()
    page.save_revision()
    stored = type(page).objects.get(pk=page.pk)
    selection = f"... on {type_name} {{ {everything(type_name, 3)} }}"
    client = {"authorization": f"Bearer {tokens.create(ApiClientFactory())[1]}"}

    public = told(post({"query": f"{{ page(id: {page.pk}) {{ {selection} }} }}"}, **client))["page"]
    draft = told(post({"query": f"{{ preview {{ {selection} }} }}"}, **opened(stored, editor)))["preview"]

    assert len(json.dumps(public)) > 1_000
    assert normal(draft) == normal(public)
    told_of_preview = next(value for name, value in draft.items() if name.startswith("seo_"))
    assert [value for name, value in told_of_preview.items() if name.startswith(("robots", "indexable"))] == [
        "noindex, follow",
        False,
    ]


def test_draft_is_the_same_without_looking_ahead(client: Client, editor: User, settings: Settings) -> None:
    stored = ArticlePage.objects.get(pk=article().pk)
    body = {"query": f"{{ preview {{ ... on ArticlePage {{ {everything('ArticlePage', 2)} }} }} }}"}
    answers = []
    for looks_ahead in (True, False):
        settings.GRAPHQL_LOOKAHEAD = looks_ahead
        answers.append(told(client.post("/graphql/", body, "application/json", headers=opened_live(stored, editor))))

    assert len(json.dumps(answers[0])) > 1_000
    assert answers[0] == answers[1]
