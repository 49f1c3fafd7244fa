"""What the API answers as Markdown, imported again, is the same text in the same blocks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from articles.models import ArticlePage
from articles.transfer.markdown.draft import Draft
from articles.transfer.markdown.reading import read
from tests.demo import demo_content

from .reading import unplaced

# What Markdown says of blocks that it has no form for. Headings within blocks stand above them.
AS_MARKDOWN = {
    "article_card": ["paragraph"],
    "call_to_action": ["heading", "paragraph"],
    "claim": ["callout"],
    "company_list": ["heading", "paragraph"],
    "comparison": ["heading", "paragraph"],
    "document": ["paragraph"],
    "faq": ["heading", "paragraph"],
    "newsletter_signup": ["heading", "paragraph"],
}
HEADED = {"faq", "key_facts", "pros_cons", "steps"}


@pytest.fixture(scope="module")
def articles(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[tuple[ArticlePage, str]]]:
    with demo_content(django_db_blocker, tmp_path_factory.mktemp("media")):
        pages = list(ArticlePage.objects.live().select_related("locale").order_by("pk"))
        yield [(page, markdown_of(page)) for page in pages]


def markdown_of(page: ArticlePage) -> str:
    query = "query ($slug: String!, $locale: String!) { article(slug: $slug, locale: $locale) { markdown } }"
    variables = {"slug": page.slug, "locale": page.locale.language_code}
    body = json.dumps({"query": query, "variables": variables})
    answer = Client().post("/graphql/", body, content_type="application/json").json()
    return str(answer["data"]["article"]["markdown"])


def imported(page: ArticlePage, markdown: str) -> Draft:
    return read(f"---\ntitle: {json.dumps(page.title)}\n---\n\n{markdown}".encode(), page.slug)


def types_of(page: ArticlePage) -> list[str]:
    """The blocks that Markdown can tell apart; prose that follows prose is one."""
    found = ["paragraph"]  # the key takeaways, a list without a heading
    for block in page.body:
        value: Any = block.value
        heading = ["heading"] if block.block_type in HEADED and value["heading"] else []
        kinds = AS_MARKDOWN.get(block.block_type, [block.block_type])
        if block.block_type == "faq":
            kinds = ["heading", "paragraph"] * len(value["questions"])
        elif kinds == ["heading", "paragraph"] and not value["heading"] and block.block_type != "comparison":
            kinds = ["paragraph"]
        elif block.block_type in {"table", "image", "embed"}:
            caption = value["caption"] or (block.block_type == "image" and value["image"].credit)
            before = block.block_type == "table"
            kinds = ["paragraph"] * bool(caption and before) + kinds + ["paragraph"] * bool(caption and not before)
        found += heading + kinds
    return with_prose_joined(found)


def with_prose_joined(kinds: list[str]) -> list[str]:
    others = [kind for kind in kinds if kind != "divider"]
    return [one for kind, group in groupby(others) for one in ([kind] if kind == "paragraph" else group)]


def test_blocks_come_back(articles: list[tuple[ArticlePage, str]]) -> None:
    assert len(articles) >= 10
    for page, markdown in articles:
        found = imported(page, markdown)
        got = [block.type for block in found.blocks]
        if "faq" not in got:  # a section that is named so becomes the block that it was
            assert with_prose_joined(got) == types_of(page), page.slug


def test_no_word_is_lost_and_nothing_is_taken_for_furniture(articles: list[tuple[ArticlePage, str]]) -> None:
    for page, markdown in articles:
        found = imported(page, markdown)
        assert unplaced(found) == [], page.slug
        assert found.title == page.title
        assert found.standfirst == page.standfirst
        assert len(found.sources) == len(page.article_sources.all())
        kept = [block.value["body"] for block in found.furniture]
        assert [text for text in kept if "subscribe" not in str(text)] == [], page.slug


def test_code_quotations_and_facts_are_the_same(articles: list[tuple[ArticlePage, str]]) -> None:
    for page, markdown in articles:
        found = imported(page, markdown)
        code = [(block.value["language"], block.value["code"]) for block in found.body if block.type == "code"]
        expected = [
            (str(b.value["language"]), b.value["code"].rstrip("\n")) for b in page.body if b.block_type == "code"
        ]
        assert code == expected, page.slug
        quotes = [(block.value["attribution"], block.value["url"]) for block in found.body if block.type == "quote"]
        assert quotes == [(b.value["attribution"], b.value["url"]) for b in page.body if b.block_type == "quote"]
        facts = [block.value["facts"] for block in found.body if block.type == "key_facts"]
        assert facts == [
            [{"label": fact["label"], "value": fact["value"]} for fact in b.value["facts"]]
            for b in page.body
            if b.block_type == "key_facts"
        ]
