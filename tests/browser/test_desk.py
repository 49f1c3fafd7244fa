"""The desk in a browser: reached by keyboard, open to assistive technology, by day and by night."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from pytest_django import Settings

from articles.desk.claims.counting import count_claims
from articles.models import ArticlePage, LinkStatus, PageReview, Source
from tests.browser.admin import log_in
from tests.demo import load, plain_covers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

REPORTS = ("claims", "claim-uses", "sources", "reviews", "scheduled", "outdated-texts")


@pytest.fixture
def demo_content(settings: Settings) -> None:
    settings.DEMO_USERS_ALLOWED = True
    with plain_covers():
        load()
    count_claims()
    Source.objects.filter(pk__in=Source.objects.values("pk")[:2]).update(link_status=LinkStatus.DEAD)


def problems(page: Page) -> list[str]:
    """What axe finds, with the first place of each."""
    violations = Axe().run(page).response["violations"]
    return [f"{one['id']}: {one['nodes'][0]['target']}" for one in violations]


def test_the_desk_is_accessible_by_day_and_by_night(demo_content: None, page: Page) -> None:
    log_in(page, "moderator", "nuages-demo")
    claims = "/admin/bulk/articles/claim/verify/?next=/admin/&" + "&".join(f"id={key}" for key in range(1, 90))
    addresses = ["/admin/", *[f"/admin/desk/{name}/" for name in REPORTS], claims]
    found = {}
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for address in addresses:
            page.goto(address)
            if problem := problems(page):
                found[scheme, address] = problem
    assert found == {}


def test_an_editor_works_at_the_desk(demo_content: None, page: Page) -> None:
    log_in(page, "editor", "nuages-demo")
    marks_a_page_as_reviewed_by_keyboard(page)
    opens_the_numbers_of_the_chart_by_keyboard(page)
    chooses_a_claim_in_the_report_of_uses(page)
    is_told_of_a_title_that_exists(page)


def marks_a_page_as_reviewed_by_keyboard(page: Page) -> None:
    panel = page.locator("#pages-to-review-section")
    first = panel.locator("tbody tr").first
    title = first.get_by_role("link").inner_text()
    button = first.get_by_role("button", name="Mark as reviewed")
    expect(button).to_have_accessible_description(title)
    button.focus()
    page.keyboard.press("Enter")

    expect(page.get_by_text(f"“{title}” is marked as reviewed.")).to_be_visible()
    assert PageReview.objects.get().reviewed_by.username == "editor"
    expect(panel.get_by_role("link", name=title, exact=True)).to_have_count(0)


def opens_the_numbers_of_the_chart_by_keyboard(page: Page) -> None:
    summary = page.get_by_text("Table of the numbers")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Published claims by status")).to_be_visible()


def chooses_a_claim_in_the_report_of_uses(page: Page) -> None:
    page.goto("/admin/desk/claim-uses/")
    page.get_by_role("button", name="Show filters").click()
    page.get_by_role("button", name="Claim", exact=True).click()
    page.get_by_role("button", name="Choose claim").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox").first.fill("published as open-source software in July 2005")
    dialog.get_by_role("link", name="Django was published as open-source software").first.click()
    expect(page.get_by_text("There are 3 matches")).to_be_visible()
    expect(page.get_by_text("Row “First public release”, Django")).to_have_count(2)


def is_told_of_a_title_that_exists(page: Page) -> None:
    existing = ArticlePage.objects.get(slug="what-is-django", locale__language_code="en")
    page.goto(f"/admin/pages/add/articles/articlepage/{existing.get_parent().pk}/")
    title = page.locator("[name=title]")

    title.fill(existing.title.upper())
    said = page.get_by_role("status").filter(has_text="There is a page with this title already:")
    expect(said.get_by_role("link", name=existing.title)).to_have_attribute("href", f"/admin/pages/{existing.pk}/edit/")

    title.fill("Something else")
    expect(said).to_have_count(0)
