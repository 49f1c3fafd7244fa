"""What tests do in Wagtail's admin, as a person would."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


def log_in(page: Page, name: str, password: str) -> None:
    page.goto("/admin/login/")
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def wait_for_editor(page: Page) -> None:
    """What is changed earlier, Wagtail's editor takes for the state that it has loaded."""
    page.wait_for_timeout(2_500)


def choose(page: Page, where: Locator, words: str) -> None:
    """Choose in the last chooser of ``where`` what is found by ``words``."""
    where.get_by_role("button", name=re.compile("^Choose ")).last.click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill(words)
    dialog.get_by_role("link", name=words).first.click()
    expect(dialog).to_have_count(0)


def click_publish(page: Page) -> None:
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish", exact=True).click()
