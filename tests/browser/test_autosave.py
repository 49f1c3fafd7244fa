"""Publishing while the editor's autosave is on its way."""

from __future__ import annotations

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from accounts.models import User
from articles.models import Claim, ClaimSource
from tests.browser.admin import choose, click_publish, log_in, wait_for_editor
from tests.factories.articles import ClaimFactory, SourceFactory
from tests.waiting import until

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


class Autosave:
    """Stores at once what the editor sends, and says so when the test wants it."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._stored: list[tuple[Route, APIResponse]] = []
        page.route("**/edit/*/", self._store)

    def _store(self, route: Route) -> None:
        if "application/json" not in route.request.headers["accept"]:
            route.continue_()
            return
        response = route.fetch()
        if response.ok:
            self._stored.append((route, response))
        else:  # a row is there, and its source is not chosen yet
            route.fulfill(response=response)

    def wait(self) -> None:
        """Until something is stored."""
        until(lambda: self._page.wait_for_timeout(100) or self._stored, "the editor saves by itself")

    def answer(self) -> None:
        for route, response in self._stored:
            route.fulfill(response=response)


def test_publish_waits_for_the_autosave_under_way(page: Page) -> None:
    User.objects.create_superuser("ada", password="secret")
    claim = ClaimFactory.create(live=False, claim_sources=[])
    SourceFactory.create(title="Django at a glance")
    log_in(page, "ada", "secret")
    autosave = Autosave(page)
    page.goto(f"/admin/snippets/articles/claim/edit/{claim.pk}/")
    wait_for_editor(page)

    page.get_by_role("button", name="Add source").click()
    choose(page, page.locator("#id_claim_sources-FORMS"), "Django at a glance")
    autosave.wait()
    assert ClaimSource.objects.count() == 1
    click_publish(page)
    page.wait_for_timeout(500)
    assert Claim.objects.get().live is False
    autosave.answer()

    expect(page.locator(".messages")).to_contain_text("published")
    assert (Claim.objects.get().live, ClaimSource.objects.count()) == (True, 1)
