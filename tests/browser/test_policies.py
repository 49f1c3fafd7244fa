"""The content security policy of the admin, as a real browser applies it to each of its pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from wagtail.models import Site

from accounts.models import User
from tests.browser.admin import log_in
from tests.factories.articles import ArticlePageFactory, TopicFactory
from tests.factories.media import ImageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long password of hers"


@pytest.fixture
def refused(page: Page) -> Iterator[list[str]]:
    """What the browser did not do because of a policy, with the page that wanted it."""
    found: list[str] = []
    page.on(
        "console", lambda said: found.append(f"{page.url}: {said.text}") if "Content Security" in said.text else None
    )
    yield found
    assert found == []


def menu() -> list[str]:
    """The addresses that the menu leads to, by the names of its pages."""
    names = (
        "wagtailadmin_home",
        "wagtailimages:index",
        "wagtaildocs:index",
        "wagtailsnippets:index",
        "wagtailadmin_reports:locked_pages",
        "wagtailadmin_reports:workflow",
        "wagtailadmin_reports:site_history",
        "wagtailadmin_reports:aging_pages",
        "wagtailadmin_workflows:index",
        "wagtailusers_users:index",
        "wagtailusers_users:add",
        "wagtailusers_groups:index",
        "wagtailusers_groups:add",
        "wagtailsites:index",
        "wagtaillocales:index",
        "wagtailadmin_collections:index",
        "wagtailredirects:index",
        "api_clients:index",
        "api_clients:add",
        "webhook_endpoints:index",
        "webhook_endpoints:add",
        "webhook_deliveries:index",
        "wagtailadmin_account",
    )
    return [reverse(name) for name in names]


def test_no_page_of_the_admin_wants_more_than_its_policy_allows(page: Page, refused: list[str]) -> None:
    User.objects.create_superuser("ada", "ada@example.org", PASSWORD)
    article, image, topic = ArticlePageFactory.create(), ImageFactory.create(), TopicFactory()
    log_in(page, "ada", PASSWORD)
    expect(page).to_have_url("/admin/")
    addresses = [
        *menu(),
        reverse("wagtailadmin_explore", args=[Site.objects.get().root_page_id]),
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        reverse("wagtailadmin_pages:history", args=[article.pk]),
        reverse("wagtailadmin_pages:add", args=["articles", "articlepage", article.get_parent().pk]),
        reverse("wagtailimages:edit", args=[image.pk]),
        reverse(topic.snippet_viewset.get_url_name("edit"), args=[topic.pk]),
        reverse("mfa_index"),
    ]
    opened = []
    for address in addresses:
        answer = page.goto(address, wait_until="networkidle")
        opened.append((address, answer.status if answer else None, "/accounts/login/" in page.url))

    assert opened == [(address, 200, False) for address in addresses]


def test_what_a_policy_forbids_is_seen(page: Page) -> None:
    """The test above sees what it looks for."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if "Content Security" in said.text else None)
    page.goto("/accounts/login/")

    page.evaluate("""() => {
        const script = document.createElement("script");
        script.textContent = "document.title = 'taken over'";
        document.head.append(script);
    }""")

    page.wait_for_timeout(200)
    assert page.title() != "taken over"
    assert len(found) == 1
