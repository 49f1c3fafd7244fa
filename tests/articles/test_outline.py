"""Tables of contents: the headings of a body, with the anchors that their blocks answer."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page
from wagtail.rich_text import RichText

from articles.blocks.outline import Heading, headings_in
from articles.blocks.text import HeadingLevel
from articles.models import ArticlePage
from tests.factories.articles import ArticlePageFactory, ClaimFactory, CompanyPageFactory, ComparisonPageFactory
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

HEADINGS = [
    ("heading", {"text": "Models & views", "level": "h2", "anchor": ""}),
    ("paragraph", {"body": RichText("<p>Words</p>")}),
    ("heading", {"text": "一个 框架", "level": "h3", "anchor": ""}),
    ("heading", {"text": "Again", "level": "h4", "anchor": "the-end"}),
    ("heading", {"text": "", "level": "h2", "anchor": ""}),
]
ENTRIES = [
    {"anchor": "models-views", "text": "Models & views", "level": "H2"},
    {"anchor": "一个-框架", "text": "一个 框架", "level": "H3"},
    {"anchor": "the-end", "text": "Again", "level": "H4"},
]


def ask(client: Client, page: Page, fields: str) -> dict[str, Any]:
    query = f"query ($id: ID) {{ page(id: $id) {{ ... on {type(page).__name__} {{ {fields} }} }} }}"
    content = client.post(
        "/graphql/", {"query": query, "variables": {"id": page.pk}}, content_type="application/json"
    ).json()
    assert "errors" not in content, content["errors"]
    answer: dict[str, Any] = content["data"]["page"]
    return answer


@pytest.mark.parametrize(
    "factory", [ArticlePageFactory, CompanyPageFactory, ComparisonPageFactory, StandardPageFactory]
)
def test_every_page_with_a_body_has_one(client: Client, factory: Any) -> None:
    page = factory(body=HEADINGS)

    answer = ask(
        client, page, "tableOfContents { anchor text level } blocks { ... on HeadingBlock { anchor text level } }"
    )

    assert answer["tableOfContents"] == ENTRIES
    assert [block for block in answer["blocks"] if block.get("text")] == ENTRIES


def test_the_home_page_lists_the_headings_of_its_sections(client: Client) -> None:
    page = home_page()
    page.sections = HEADINGS
    page.save()

    assert ask(client, page, "tableOfContents { anchor text level }")["tableOfContents"] == ENTRIES


def test_a_body_without_headings_has_an_empty_one(client: Client) -> None:
    assert ask(client, ArticlePageFactory(), "tableOfContents { text }") == {"tableOfContents": []}


def test_what_the_body_refers_to_is_not_loaded(client: Client) -> None:
    bare = ArticlePageFactory(body=HEADINGS)
    image = {"image": ImageFactory(), "alt_text": "A sky", "decorative": False}
    full = ArticlePageFactory(body=[*HEADINGS, ("image", {"image": image}), ("claim", {"claim": ClaimFactory()})])

    counts = []
    for page in (bare, bare, full):
        with CaptureQueriesContext(connection) as statements:
            ask(client, page, "tableOfContents { anchor }")
        counts.append(len(statements))

    assert counts[1] == counts[2]


def test_headings_that_were_stored_by_an_import() -> None:
    stored = [
        {"type": "heading", "value": {"text": "Bare"}},
        {"type": "heading", "value": {}},
        {"type": "gone", "value": "x"},
    ]
    ArticlePage.objects.filter(pk=ArticlePageFactory().pk).update(body=json.dumps(stored))

    assert list(headings_in(ArticlePage.objects.get().body)) == [Heading("bare", "Bare", HeadingLevel.H2)]
