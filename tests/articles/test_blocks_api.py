"""A body with every block, read over the API."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import Page
from wagtail.rich_text import RichText

from articles.models import ArticlePage, Claim
from media.models import Document, Image
from tests.factories.articles import (
    ArticlePageFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
)
from tests.factories.media import DocumentFactory, ImageFactory, make_collection

pytestmark = pytest.mark.django_db

BLOCKS = """
query Blocks($id: ID) {
  page(id: $id) {
    ... on ArticlePage {
      blocks {
        __typename
        ... on HeadingBlock { text level anchor }
        ... on ParagraphBlock { body }
        ... on QuoteBlock { text attribution url }
        ... on CodeBlock { language filename code }
        ... on CalloutBlock { style heading body }
        ... on FigureBlock { image { title } altText decorative caption credit }
        ... on VideoBlock { url title provider videoId embedUrl caption }
        ... on DocumentBlock { document { title } title text }
        ... on DataTableBlock { caption hasHeaderRow hasHeaderColumn rows { cells } }
        ... on KeyFactsBlock { heading facts { id label value } }
        ... on StepsBlock { heading steps { id title body code language } }
        ... on ProsConsBlock { heading pros cons }
        ... on FaqBlock { heading questions { id question answer } }
        ... on ClaimBlock { claim { statement } note }
        ... on CompanyListBlock { heading companies { title } }
        ... on ComparisonBlock { comparison { title } heading }
        ... on ArticleCardBlock { article { title } teaser }
        ... on CallToActionBlock { heading text label page { title } url }
        ... on NewsletterSignupBlock { heading text label formUrl }
      }
    }
  }
}
"""


def read_body(client: Client, body: Any) -> list[dict[str, Any]]:
    """The blocks of an article with this body, as an anonymous client reads them."""
    return read(client, ArticlePageFactory(body=body))


def read(client: Client, page: ArticlePage) -> list[dict[str, Any]]:
    response = client.post(
        "/graphql/", {"query": BLOCKS, "variables": {"id": page.pk}}, content_type="application/json"
    )
    content = response.json()
    assert "errors" not in content, content["errors"]
    blocks: list[dict[str, Any]] = content["data"]["page"]["blocks"]
    return blocks


def described(image: Any, alt_text: str = "", *, decorative: bool = False) -> dict[str, Any]:
    return {"image": image, "alt_text": alt_text, "decorative": decorative}


def test_blocks_of_text(client: Client) -> None:
    rich = RichText("<p>Some <b>words</b></p>")
    body = [
        ("heading", {"text": "Models", "level": "h3", "anchor": ""}),
        ("heading", {"text": "Views", "level": "h2", "anchor": "the-views"}),
        ("paragraph", {"body": rich}),
        ("quote", {"text": "Explicit", "attribution": "", "url": ""}),
        ("code", {"language": "python", "filename": "a.py", "code": "a = 1\nb = 2"}),
        ("callout", {"style": "tip", "heading": "", "body": rich}),
        ("divider", {}),
    ]

    assert read_body(client, body) == [
        {"__typename": "HeadingBlock", "text": "Models", "level": "H3", "anchor": "models"},
        {"__typename": "HeadingBlock", "text": "Views", "level": "H2", "anchor": "the-views"},
        {"__typename": "ParagraphBlock", "body": "<p>Some <b>words</b></p>"},
        {"__typename": "QuoteBlock", "text": "Explicit", "attribution": None, "url": None},
        {"__typename": "CodeBlock", "language": "PYTHON", "filename": "a.py", "code": "a = 1\nb = 2"},
        {"__typename": "CalloutBlock", "style": "TIP", "heading": None, "body": "<p>Some <b>words</b></p>"},
        {"__typename": "DividerBlock"},
    ]


def test_blocks_of_files(client: Client) -> None:
    image, same_image = ImageFactory(title="Sky"), Image.objects.get()
    url = "https://youtu.be/i6Fr65PFqfk"
    body = [
        ("image", {"image": described(image, "A sky"), "caption": "Above", "credit": ""}),
        (
            "image",
            {"image": described(same_image, "ignored", decorative=True), "caption": "", "credit": "Ann"},
        ),
        ("embed", {"url": url, "title": "Why", "caption": ""}),
        ("embed", {"url": "https://videos.example/1", "title": "", "caption": ""}),
        ("document", {"document": DocumentFactory(title="Checklist"), "title": "", "text": "Read"}),
    ]

    sky = {"title": "Sky"}
    assert read_body(client, body) == [
        {
            "__typename": "FigureBlock",
            "image": sky,
            "altText": "A sky",
            "decorative": False,
            "caption": "Above",
            "credit": None,
        },
        {
            "__typename": "FigureBlock",
            "image": sky,
            "altText": "",
            "decorative": True,
            "caption": None,
            "credit": "Ann",
        },
        {
            "__typename": "VideoBlock",
            "url": url,
            "title": "Why",
            "provider": "YOUTUBE",
            "videoId": "i6Fr65PFqfk",
            "embedUrl": "https://www.youtube-nocookie.com/embed/i6Fr65PFqfk",
            "caption": None,
        },
        {
            "__typename": "VideoBlock",
            "url": "https://videos.example/1",
            "title": None,
            "provider": None,
            "videoId": None,
            "embedUrl": None,
            "caption": None,
        },
        {
            "__typename": "DocumentBlock",
            "document": {"title": "Checklist"},
            "title": None,
            "text": "Read",
        },
    ]


def test_blocks_of_data(client: Client) -> None:
    table = {
        "data": [["Setting", None], ["DEBUG", "False"]],
        "first_row_is_table_header": True,
        "first_col_is_header": False,
        "table_header_choice": "row",
        "table_caption": "From the toolbar",
    }
    body = [
        ("table", {"caption": "", "table": table}),
        ("key_facts", {"heading": "", "facts": [{"label": "Language", "value": "Python"}]}),
        ("pros_cons", {"heading": "Both", "pros": ["Quick", ""], "cons": ["Large"]}),
    ]

    rows, facts, both = read_body(client, body)

    assert rows == {
        "__typename": "DataTableBlock",
        "caption": "From the toolbar",
        "hasHeaderRow": True,
        "hasHeaderColumn": False,
        "rows": [{"cells": ["Setting", ""]}, {"cells": ["DEBUG", "False"]}],
    }
    assert [(fact["label"], fact["value"]) for fact in facts["facts"]] == [("Language", "Python")]
    assert both == {"__typename": "ProsConsBlock", "heading": "Both", "pros": ["Quick"], "cons": ["Large"]}


def test_items_of_lists_have_ids_of_their_own(client: Client) -> None:
    text = RichText("<p>Wait.</p>")
    questions = [{"question": name, "answer": text} for name in ("Why?", "How?")]
    body = [
        ("steps", {"heading": "", "steps": [{"title": name, "body": text} for name in ("One", "Two")]}),
        (
            "faq",
            {"heading": "", "questions": questions},
        ),
    ]

    steps, faq = read_body(client, body)

    assert [step["title"] for step in steps["steps"]] == ["One", "Two"]
    assert [(step["body"], step["code"], step["language"]) for step in steps["steps"]] == [
        ("<p>Wait.</p>", None, None)
    ] * 2
    assert [question["question"] for question in faq["questions"]] == ["Why?", "How?"]
    assert {item["id"] for item in [*steps["steps"], *faq["questions"]]} == {None}  # told in previews alone


def test_blocks_that_refer_to_something(client: Client) -> None:
    company, comparison, article = CompanyPageFactory(), ComparisonPageFactory(), ArticlePageFactory()
    body = [
        ("claim", {"claim": ClaimFactory(statement="Django began in 2003."), "note": ""}),
        ("company_list", {"heading": "Users", "companies": [company]}),
        ("comparison", {"comparison": comparison, "heading": ""}),
        ("article_card", {"article": article, "teaser": "Read on"}),
        ("call_to_action", {"heading": "", "text": "", "label": "Go", "page": article, "url": ""}),
        ("newsletter_signup", {"label": "Subscribe", "form_url": "https://letters.example/"}),
    ]

    assert read_body(client, body) == [
        {"__typename": "ClaimBlock", "claim": {"statement": "Django began in 2003."}, "note": None},
        {"__typename": "CompanyListBlock", "heading": "Users", "companies": [{"title": company.title}]},
        {"__typename": "ComparisonBlock", "comparison": {"title": comparison.title}, "heading": None},
        {"__typename": "ArticleCardBlock", "article": {"title": article.title}, "teaser": "Read on"},
        {
            "__typename": "CallToActionBlock",
            "heading": None,
            "text": None,
            "label": "Go",
            "page": {"title": article.title},
            "url": None,
        },
        {
            "__typename": "NewsletterSignupBlock",
            "heading": None,
            "text": None,
            "label": "Subscribe",
            "formUrl": "https://letters.example/",
        },
    ]


def shown(blocks: list[dict[str, Any]]) -> list[Any]:
    names = ["image", "document", "claim", "companies", "comparison", "article", "page"]
    return [block[name] for name, block in zip(names, blocks, strict=True)]


def test_what_is_hidden_later_is_null_and_the_rest_of_the_block_stays(client: Client) -> None:
    image, document, claim = ImageFactory(), DocumentFactory(), ClaimFactory()
    company, comparison, article = CompanyPageFactory(), ComparisonPageFactory(), ArticlePageFactory()
    page = ArticlePageFactory(
        body=[
            ("image", {"image": described(image, "A sky")}),
            ("document", {"document": document}),
            ("claim", {"claim": claim}),
            ("company_list", {"companies": [company]}),
            ("comparison", {"comparison": comparison}),
            ("article_card", {"article": article}),
            ("call_to_action", {"label": "Go", "page": article}),
        ]
    )
    private = make_collection(private=True)
    Image.objects.update(collection=private)
    Document.objects.update(collection=private)
    Claim.objects.update(live=False)
    Page.objects.filter(pk__in=[company.pk, comparison.pk, article.pk]).update(live=False)

    blocks = read(client, page)

    assert shown(blocks) == [None, None, None, [], None, None, None]
    assert (blocks[0]["altText"], blocks[-1]["label"]) == ("A sky", "Go")


def test_what_is_deleted_or_missing_is_null(client: Client) -> None:
    gone = 98765
    stored = [
        ("image", {"image": {"image": gone, "alt_text": "A sky", "decorative": False}}),
        ("document", {"document": gone}),
        ("claim", {"claim": gone}),
        ("company_list", {"companies": [gone]}),
        ("comparison", {"comparison": gone}),
        ("article_card", {"article": gone}),
        ("call_to_action", {"page": gone}),
    ]
    body = ArticlePage._meta.get_field("body").stream_block.to_python(
        [{"type": name, "value": value} for name, value in stored]
    )

    assert shown(read_body(client, body)) == [None, None, None, [], None, None, None]


def test_a_body_of_empty_blocks_is_no_error(client: Client) -> None:
    block = ArticlePage._meta.get_field("body").stream_block
    body = block.to_python([{"type": name, "value": {}} for name in block.child_blocks])

    blocks = read_body(client, body)

    assert len(blocks) == len(block.child_blocks)
    assert blocks[0] == {"__typename": "HeadingBlock", "text": None, "level": "H2", "anchor": ""}
