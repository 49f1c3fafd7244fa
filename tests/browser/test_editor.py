"""The main job, as a person does it: write in the admin, be stopped by the publish gate, publish, read over GraphQL."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect
from pytest_django import Settings

from articles.models import ArticlePage, Claim
from tests.browser.admin import choose, click_publish, log_in
from tests.demo import load, plain_covers
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

STATEMENT = "Django is the most widely used web framework for Python."
SOURCE = "Django at a glance"
PATIENCE = 30_000  # milliseconds, on a machine that is busy

ARTICLE_QUERY = """
query($path: String!) {
  page(urlPath: $path) {
    title
    ... on ArticlePage {
      blocks {
        __typename
        ... on HeadingBlock { text level }
        ... on ParagraphBlock { body }
        ... on QuoteBlock { text attribution }
        ... on ClaimBlock { claim { statement sources { source { title } } } }
      }
    }
  }
}
"""


@pytest.fixture
def demo_content(settings: Settings) -> None:
    settings.DEMO_USERS_ALLOWED = True
    with plain_covers():
        load()


def test_editor_is_stopped_by_the_gate_then_publishes(demo_content: None, page: Page) -> None:
    log_in_and_write_an_article(page)
    click_publish(page)
    refusal = page.get_by_text("could not be saved due to validation errors").locator("..")
    expect(refusal).to_contain_text(f"the claim “{STATEMENT}” has no source", timeout=PATIENCE)
    assert answer(page) is None

    add_a_source_to_the_claim(page)
    click_publish(page)
    expect(page.get_by_text("Page 'A browser wrote this' has been published.")).to_be_visible(timeout=PATIENCE)

    assert answer(page) == {
        "title": "A browser wrote this",
        "blocks": [
            {"__typename": "HeadingBlock", "text": "How it began", "level": "H2"},
            {"__typename": "ParagraphBlock", "body": "<p>One paragraph of text.</p>"},
            {"__typename": "QuoteBlock", "text": "Words of somebody", "attribution": "Somebody"},
            {
                "__typename": "ClaimBlock",
                "claim": {"statement": STATEMENT, "sources": [{"source": {"title": SOURCE}}]},
            },
        ],
    }


def log_in_and_write_an_article(page: Page) -> None:
    log_in(page, "editor", "nuages-demo")
    page.goto(f"/admin/pages/add/articles/articlepage/{page_number(page, '/articles/')}/")
    page.locator("[name=title]").fill("A browser wrote this")

    insert_block(page, "Heading")
    page.locator("[name=body-0-value-text]").fill("How it began")
    insert_block(page, "Paragraphs")
    body(page).get_by_role("textbox").last.click()
    page.keyboard.type("One paragraph of text.")
    insert_block(page, "Quotation")
    page.locator("[name=body-2-value-text]").fill("Words of somebody")
    page.locator("[name=body-2-value-attribution]").fill("Somebody")
    insert_block(page, "Claim")
    choose(page, body(page), STATEMENT)
    wait_for_autosave(page, blocks=4)


def body(page: Page) -> Locator:
    return page.locator("[data-contentpath=body]").first


def insert_block(page: Page, label: str) -> None:
    before = page.locator("[name=body-count]").input_value()
    body(page).locator("button.c-sf-add-button").last.click()
    page.get_by_role("option", name=label, exact=True).click()
    expect(page.locator("[name=body-count]")).not_to_have_value(before)


def wait_for_autosave(page: Page, blocks: int) -> None:
    """A person is slower than the editor's autosave; publishing in the middle of it is a conflict with oneself."""
    until(lambda: blocks_of_draft() == blocks, "autosave has stored the last block")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def blocks_of_draft() -> int:
    """How many the body has, as it was saved last."""
    article = ArticlePage.objects.filter(title="A browser wrote this").first()
    return len(article.get_latest_revision_as_object().body) if article else 0


def add_a_source_to_the_claim(page: Page) -> None:
    """In a second tab, as an editor would, so that the article stays as it was typed."""
    claim = Claim.objects.get(texts__statement=STATEMENT)
    tab = page.context.new_page()
    tab.goto(f"/admin/snippets/articles/claim/edit/{claim.pk}/")
    tab.get_by_role("button", name="Add source").click()
    choose(tab, tab.locator("#id_claim_sources-FORMS"), SOURCE)
    click_publish(tab)
    expect(tab.locator(".messages")).to_contain_text("published", timeout=PATIENCE)
    tab.close()


def page_number(page: Page, path: str) -> str:
    return str(ask(page, "query($path: String!) { page(urlPath: $path) { id } }", path)["id"])


def answer(page: Page) -> object:
    return ask(page, ARTICLE_QUERY, "/articles/a-browser-wrote-this/")


def ask(page: Page, query: str, path: str) -> dict:
    response = page.request.post("/graphql/", data={"query": query, "variables": {"path": path}})
    return response.json()["data"]["page"]
