"""The import in a browser: an editor pastes a copied page, reviews it and opens its draft. Screens pass axe."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.articles.transfer.markdown import test_rough_page
from tests.browser.admin import log_in
from tests.factories.articles import ArticleIndexPageFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE: Path = test_rough_page.PAGE


@pytest.fixture
def editor(page: Page) -> None:
    ArticleIndexPageFactory()
    user = User.objects.create_user(username="editor", password="secret-of-an-editor")
    user.groups.add(Group.objects.get(name="Editors"))
    log_in(page, "editor", "secret-of-an-editor")


def violations(page: Page) -> list[str]:
    found = Axe().run(page, context="main").response["violations"]
    return [f"{one['id']}: {one['help']}" for one in found]


def test_copied_page_becomes_a_draft(page: Page, editor: None) -> None:
    page.get_by_role("link", name="Import Markdown").click()
    expect(page.get_by_label("Or paste a text")).to_be_visible()
    assert violations(page) == []

    page.get_by_label("Or paste a text").fill(PAGE.read_text())
    page.get_by_role("button", name="Continue to the review").click()
    expect(page.get_by_role("heading", name="What Django costs a small workshop")).to_be_visible()
    expect(page.get_by_text("line 64: footer of the page, kept at the end")).to_be_visible()
    expect(page.get_by_role("cell", name="Table")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("button", name="Create drafts").click()
    expect(page.get_by_role("heading", name="What became of the files")).to_be_visible()
    assert violations(page) == []

    page.get_by_role("link", name="What Django costs a small workshop").click()
    expect(page.locator("[name=title]")).to_have_value("What Django costs a small workshop")
