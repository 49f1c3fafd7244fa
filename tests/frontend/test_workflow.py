"""From the editor's desk to the reader: handed in, approved, read at once, and gone again when it is closed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from articles.models import ArticleIndexPage, ArticlePage

from .conftest import Running

pytestmark = pytest.mark.browser

TITLE = "A gypsy jazz of clouds"
PATH = "/articles/a-gypsy-jazz-of-clouds/"
AT_ONCE = 2.0  # seconds until readers see a change
Enter = Callable[[str], Page]


@pytest.fixture
def enter(browser: Browser, frontend: Running) -> Iterator[Enter]:
    """Logs somebody in and answers a tab of theirs."""
    contexts: list[BrowserContext] = []

    def log_in(name: str) -> Page:
        contexts.append(browser.new_context(base_url=frontend.api.url, viewport={"width": 1400, "height": 900}))
        tab = contexts[-1].new_page()
        tab.set_default_timeout(30_000)
        tab.goto("/admin/login/")
        tab.get_by_label("Username").fill(name)
        tab.get_by_label("Password").fill("nuages-demo")
        tab.get_by_role("button", name="Sign in").click()
        tab.wait_for_url("**/admin/")
        return tab

    yield log_in
    for context in contexts:
        context.close()


def hand_in(author: Page) -> ArticlePage:
    index = ArticleIndexPage.objects.get(locale__language_code="en")
    author.goto(f"/admin/pages/add/articles/articlepage/{index.pk}/")
    author.locator("[name=title]").fill(TITLE)
    author.locator("[name=standfirst]").fill("Written on a guitar with two fingers.")
    author.get_by_role("button", name="More actions").click()
    author.get_by_role("button", name="Submit to Moderators approval").click()
    expect(author.get_by_text("submitted for moderation").first).to_be_visible()
    return ArticlePage.objects.get(title=TITLE)


def approve(moderator: Page) -> None:
    moderator.get_by_role("link", name=TITLE).first.click()
    moderator.get_by_role("button", name="More actions").click()
    moderator.locator("[data-workflow-action-name=approve]:visible").first.click()
    moderator.wait_for_url(lambda address: not address.endswith("/edit/"))


def close(editor: Page, article: ArticlePage) -> None:
    """Let nobody read it who has not logged in."""
    address = f"/admin/pages/{article.pk}/privacy/"
    token = next(one["value"] for one in editor.context.cookies() if one["name"] == "csrftoken")
    form = {"restriction_type": "login", "password": "", "csrfmiddlewaretoken": token}
    assert editor.request.post(address, form=form, headers={"Referer": editor.url}).ok


def seconds_until(found: Callable[[], bool]) -> float:
    began = time.monotonic()
    while not found():
        assert time.monotonic() - began < 20
        time.sleep(0.05)
    return time.monotonic() - began


def names(page: Page, frontend: Running) -> list[Any]:
    """Where a reader meets the title: the page itself, the feed, the search."""
    feed = page.request.get(f"{frontend.api.url}/feeds/articles.json").json()
    page.goto("/search/?q=gypsy")
    return [
        page.request.get(PATH).status,
        TITLE in [item["title"] for item in feed["items"]],
        page.get_by_role("link", name=TITLE).count() > 0,
    ]


def test_from_the_author_to_the_reader_and_back(enter: Enter, page: Page, frontend: Running) -> None:
    author, moderator = enter("author"), enter("moderator")
    article = hand_in(author)
    assert names(page, frontend) == [404, False, False]

    moderator.reload()
    approve(moderator)
    shown = seconds_until(lambda: page.request.get(PATH).status == 200)
    page.goto(PATH)
    expect(page.locator("h1")).to_have_text(TITLE)
    assert names(page, frontend) == [200, True, True]

    close(moderator, article)
    gone = seconds_until(lambda: page.request.get(PATH).status == 404)

    assert names(page, frontend) == [404, False, False]
    assert (shown < AT_ONCE, gone < AT_ONCE) == (True, True)
