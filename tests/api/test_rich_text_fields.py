"""Rich text in fields of models: Grapple would turn it into HTML itself, with links to what nobody may see."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import PageViewRestriction
from wagtail.rich_text import RichText

from content_api.rich_text import rendering
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, make_collection

from .conftest import Ask

pytestmark = pytest.mark.django_db

Refused = Callable[..., dict[str, Any]]

QUERY = "query ($id: ID) { page(id: $id) { ... on StandardPage { intro } } }"


def intro(ask: Ask, source: str) -> str:
    page = StandardPageFactory(intro=source)
    return str(ask(QUERY, id=page.pk)["page"]["intro"])


def test_link_to_a_visible_page_is_absolute(ask: Ask) -> None:
    target = StandardPageFactory(slug="target")
    html = intro(ask, f'<p><a linktype="page" id="{target.pk}">words</a></p>')
    assert html == f'<p><a href="{target.full_url}">words</a></p>'


@pytest.mark.parametrize("state", ["draft", "private"])
def test_link_to_a_hidden_page_keeps_its_words_only(ask: Ask, state: str) -> None:
    target = StandardPageFactory(slug="target", live=state != "draft")
    if state == "private":
        PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    assert intro(ask, f'<p><a linktype="page" id="{target.pk}">words</a></p>') == "<p>words</p>"


def test_link_to_a_private_document_keeps_its_words_only(ask: Ask) -> None:
    document = DocumentFactory(collection=make_collection(private=True))
    assert intro(ask, f'<p><a linktype="document" id="{document.pk}">words</a></p>') == "<p>words</p>"


def test_scripts_are_removed(ask: Ask) -> None:
    assert intro(ask, '<p>words<script>alert(1)</script><a href="javascript:alert(1)">x</a></p>') == "<p>wordsx</p>"


FORMS = """
query ($id: ID, $words: Int) {
  page(id: $id) {
    ... on StandardPage {
      intro
      introRichText { html markdown text ast excerpt(words: $words) }
      blocks {
        ... on ParagraphBlock { body bodyRichText { ...forms } }
        ... on CalloutBlock { body bodyRichText { ...forms } }
        ... on StepsBlock { steps { bodyRichText { ...forms } } }
        ... on FaqBlock { questions { answer answerRichText { ...forms } } }
      }
    }
  }
}
fragment forms on RichText { html markdown text ast excerpt(words: $words) }
"""


def forms_of(address: str | None) -> dict[str, Any]:
    """What the text with a link and two words answers, in every form."""
    link = f'<a href="{address}">to a page</a>' if address else "to a page"
    words = {"type": "text", "value": "to a page"}
    return {
        "html": f"<p>Leads {link}.</p><p>End</p>",
        "markdown": f"Leads [to a page]({address}).\n\nEnd" if address else "Leads to a page.\n\nEnd",
        "text": "Leads to a page.\n\nEnd",
        "ast": {
            "type": "root",
            "children": [
                {
                    "type": "paragraph",
                    "children": [
                        {"type": "text", "value": "Leads "},
                        {"type": "link", "url": address, "children": [words]},
                        {"type": "text", "value": "."},
                    ]
                    if address
                    else [{"type": "text", "value": "Leads to a page."}],
                },
                {"type": "paragraph", "children": [{"type": "text", "value": "End"}]},
            ],
        },
        "excerpt": "Leads to…",
    }


def linked(number: int, kind: str = "page") -> str:
    return f'<p>Leads <a linktype="{kind}" id="{number}">to a page</a>.</p><p>End</p>'


def with_blocks(source: str) -> dict[str, Any]:
    """Fields of a page that has this text everywhere."""
    text = RichText(source)
    return {
        "intro": source,
        "body": [
            ("paragraph", {"body": text}),
            ("callout", {"style": "tip", "heading": "", "body": text}),
            ("steps", {"heading": "", "steps": [{"title": "One", "body": text}]}),
            ("faq", {"heading": "", "questions": [{"question": "Why?", "answer": text}]}),
        ],
    }


def all_forms(ask: Ask, source: str, words: int = 2) -> list[dict[str, Any]]:
    page = ask(FORMS, id=StandardPageFactory(**with_blocks(source)).pk, words=words)["page"]
    paragraph, callout, steps, faq = page["blocks"]
    scalars = {page["intro"], paragraph["body"], callout["body"], faq["questions"][0]["answer"]}
    assert scalars == {page["introRichText"]["html"]}
    return [
        page["introRichText"],
        paragraph["bodyRichText"],
        callout["bodyRichText"],
        steps["steps"][0]["bodyRichText"],
        faq["questions"][0]["answerRichText"],
    ]


def test_every_form_of_fields_and_blocks_links_to_a_visible_page(ask: Ask) -> None:
    target = StandardPageFactory(slug="target")

    assert all_forms(ask, linked(target.pk)) == [forms_of("http://localhost/target/")] * 5


@pytest.mark.parametrize("state", ["draft", "private", "deleted"])
def test_no_form_leads_to_a_hidden_page(ask: Ask, state: str) -> None:
    target = StandardPageFactory(slug="target", live=state != "draft")
    source = linked(target.pk)
    if state == "private":
        PageViewRestriction.objects.create(page=target, restriction_type=PageViewRestriction.LOGIN)
    if state == "deleted":
        target.delete()

    assert all_forms(ask, source) == [forms_of(None)] * 5


def test_every_form_links_to_documents_but_private_ones(ask: Ask) -> None:
    public, private = DocumentFactory(), DocumentFactory(collection=make_collection(private=True))

    assert all_forms(ask, linked(public.pk, "document")) == [forms_of(f"http://api.testserver{public.url}")] * 5
    assert all_forms(ask, linked(private.pk, "document")) == [forms_of(None)] * 5


def test_no_form_has_a_script(ask: Ask) -> None:
    source = '<p>a<script>alert(1)</script> <a href="javascript:alert(1)">b</a> <a href=" JAVASCRIPT:x">c</a></p>'
    tree = {"type": "root", "children": [{"type": "paragraph", "children": [{"type": "text", "value": "a b c"}]}]}

    assert (
        all_forms(ask, source, words=9)
        == [{"html": "<p>a b c</p>", "markdown": "a b c", "text": "a b c", "ast": tree, "excerpt": "a b c"}] * 5
    )


def test_an_empty_text_is_null_in_a_field_and_empty_in_a_block(ask: Ask) -> None:
    page = ask(FORMS, id=StandardPageFactory(**with_blocks("") | {"intro": ""}).pk, words=1)["page"]

    assert (page["intro"], page["introRichText"]) == ("", None)
    assert page["blocks"][0]["bodyRichText"] == {
        "html": "",
        "markdown": "",
        "text": "",
        "ast": {"type": "root", "children": []},
        "excerpt": "",
    }


EXCERPT = """
query ($id: ID, $words: Int) {
  page(id: $id) { ... on StandardPage { introRichText { excerpt(words: $words) } } }
}
"""


def test_an_excerpt_has_forty_words_unless_another_number_is_given(ask: Ask) -> None:
    page = StandardPageFactory(intro=f"<p>{'word ' * 50}</p>")

    answer = ask("query ($id: ID) { page(id: $id) { ... on StandardPage { introRichText { excerpt } } } }", id=page.pk)

    assert answer["page"]["introRichText"]["excerpt"] == "word " * 39 + "word…"
    assert ask(EXCERPT, id=page.pk, words=1000)["page"]["introRichText"]["excerpt"] == "word " * 49 + "word"


@pytest.mark.parametrize("words", [0, -1, 1001])
def test_an_excerpt_of_too_few_or_too_many_words_is_refused(refused: Refused, words: int) -> None:
    page = StandardPageFactory(intro="<p>a</p>")

    error = refused(EXCERPT, id=page.pk, words=words)

    assert error["extensions"]["code"] == "BAD_INPUT"
    assert error["message"] == "The argument 'words' must be between 1 and 1000."


def test_all_forms_of_a_text_are_rendered_once(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    page = StandardPageFactory(intro="<p>a</p>")
    cleanings: list[str] = []
    monkeypatch.setattr(rendering, "cleaned", lambda source: cleanings.append(source) or source)

    ask(
        "query ($id: ID) { page(id: $id) { ... on StandardPage { introRichText { html text ast markdown excerpt } "
        "again: introRichText { html } } } }",
        id=page.pk,
    )

    assert cleanings == ["<p>a</p>"]
