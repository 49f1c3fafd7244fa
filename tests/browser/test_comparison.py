"""A comparison is edited as a table: columns and rows come, go and move; what is missing shows."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, Locator, Page, expect

from accounts.models import User
from articles.models import ComparisonPage, Framework
from tests.browser.admin import click_publish, log_in, wait_for_editor
from tests.browser.test_editor import ask
from tests.factories.articles import ClaimFactory, ComparisonPageFactory, FrameworkFactory, comparison_row

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PATIENCE = 30_000  # milliseconds

COMPARISON_QUERY = """
query($path: String!) {
  page(urlPath: $path) {
    ... on ComparisonPage {
      frameworks { framework { name } }
      rows { criterion cells { framework { name } verdict rating } }
    }
  }
}
"""


@pytest.fixture
def comparison() -> ComparisonPage:
    """Two frameworks, two criteria; a third framework to add."""
    alpha, beta, _ = (FrameworkFactory(name=name, slug=name.lower()) for name in ("Alpha", "Beta", "Gamma"))
    return ComparisonPageFactory(
        title="Alpha and Beta",
        slug="alpha-and-beta",
        between=[alpha, beta],
        rows=[comparison_row([alpha, beta], "Speed"), comparison_row([alpha, beta], "Forms")],
    )


@pytest.fixture
def table(page: Page, comparison: ComparisonPage) -> Locator:
    User.objects.create_superuser("mo", password="secret")
    log_in(page, "mo", "secret")
    page.goto(f"/admin/pages/{comparison.pk}/edit/")
    found = page.locator(".comparison-table")
    expect(found.get_by_role("columnheader")).to_have_count(3)
    wait_for_editor(page)
    return found


def columns(table: Locator) -> list[str]:
    return [
        name.strip()
        for name in table.locator("thead th:visible .chooser:not(.blank) [data-chooser-title]").all_inner_texts()
    ]


def rows(table: Locator) -> list[str]:
    return [field.input_value() for field in table.locator("tbody tr:visible [name$='-criterion']").all()]


def verdict(table: Locator, row: str, column: str) -> Locator:
    return table.get_by_role("group", name=f"{row} {column}").get_by_label("Verdict")


def answered(page: Page) -> tuple[list[str], dict[str, list[tuple[str, str, int | None]]]]:
    found = ask(page, COMPARISON_QUERY, "/comparisons/alpha-and-beta/")
    return [one["framework"]["name"] for one in found["frameworks"]], {
        row["criterion"]: [(cell["framework"]["name"], cell["verdict"], cell["rating"]) for cell in row["cells"]]
        for row in found["rows"]
    }


def saved(page: Page) -> None:
    """The last change is made when the field is left, and stored half a second later."""
    page.keyboard.press("Tab")
    page.wait_for_timeout(1_500)
    expect(page.get_by_text("Saved", exact=True)).to_be_visible(timeout=PATIENCE)


def save_and_publish(page: Page) -> None:
    saved(page)
    click_publish(page)
    expect(page.get_by_text("has been published")).to_be_visible(timeout=PATIENCE)


def add_gamma(page: Page, table: Locator) -> None:
    table.get_by_role("button", name="Add a framework").press("Enter")
    page.get_by_role("dialog").get_by_role("link", name="Gamma").press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=PATIENCE)
    expect(table.get_by_role("status")).to_have_text("Gamma added.")


def test_a_framework_is_added_and_its_cells_are_filled_by_keyboard(page: Page, table: Locator) -> None:
    expect(table.get_by_text("missing")).to_be_hidden()

    add_gamma(page, table)

    assert columns(table) == ["Alpha", "Beta", "Gamma"]
    expect(table.get_by_text("2 missing")).to_be_visible()
    expect(table.locator(".comparison-table__cell--missing:visible")).to_have_count(2)

    click_publish(page)
    expect(page.get_by_text("could not be saved due to validation errors")).to_be_visible(timeout=PATIENCE)
    speed = verdict(table, "Speed", "Gamma")
    expect(speed).to_have_attribute("aria-invalid", "true")
    expect(table.locator("td:visible").filter(has_text="This field is required.")).to_have_count(2)

    speed.focus()
    page.keyboard.type("Very fast")
    page.keyboard.press("Tab")
    page.keyboard.press("4")
    speed.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("None")
    expect(verdict(table, "Forms", "Gamma")).to_have_value("None")
    expect(table.get_by_text("missing")).to_be_hidden()
    save_and_publish(page)

    assert answered(page) == (
        ["Alpha", "Beta", "Gamma"],
        {
            "Speed": [("Alpha", "Fine", None), ("Beta", "Fine", None), ("Gamma", "Very fast", 4)],
            "Forms": [("Alpha", "Fine", None), ("Beta", "Fine", None), ("Gamma", "None", None)],
        },
    )


def test_a_removed_framework_takes_its_cells_along(page: Page, table: Locator) -> None:
    add_gamma(page, table)
    asked: list[str] = []

    def decline(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    def accept(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.accept()

    page.once("dialog", decline)
    table.get_by_role("button", name="Remove Alpha").press("Enter")
    assert columns(table) == ["Alpha", "Beta", "Gamma"]
    page.once("dialog", accept)
    table.get_by_role("button", name="Remove Alpha").press("Enter")
    assert asked == ["Remove Alpha with 2 filled cells?"] * 2
    assert columns(table) == ["Beta", "Gamma"]

    verdict(table, "Speed", "Gamma").fill("Slow")
    verdict(table, "Forms", "Gamma").fill("Some")
    save_and_publish(page)

    assert answered(page) == (
        ["Beta", "Gamma"],
        {
            "Speed": [("Beta", "Fine", None), ("Gamma", "Slow", None)],
            "Forms": [("Beta", "Fine", None), ("Gamma", "Some", None)],
        },
    )


def test_columns_and_rows_move(page: Page, table: Locator) -> None:
    verdict(table, "Speed", "Beta").fill("Faster")
    table.get_by_role("button", name="Move Beta left").press("Enter")
    table.get_by_role("button", name="Move Speed down").press("Enter")
    expect(table.get_by_role("status")).to_have_text("Speed is number 2 of 2 now.")
    expect(table.get_by_role("button", name="Move Speed down")).to_be_disabled()
    expect(table.get_by_role("button", name="Move Speed up")).to_be_focused()
    assert (columns(table), rows(table)) == (["Beta", "Alpha"], ["Forms", "Speed"])

    save_and_publish(page)

    assert answered(page) == (
        ["Beta", "Alpha"],
        {
            "Forms": [("Beta", "Fine", None), ("Alpha", "Fine", None)],
            "Speed": [("Beta", "Faster", None), ("Alpha", "Fine", None)],
        },
    )


def test_a_criterion_is_added_and_another_removed(page: Page, table: Locator) -> None:
    table.get_by_role("button", name="Add a criterion").press("Enter")
    page.keyboard.type("Tests")
    expect(table.get_by_text("2 missing")).to_be_visible()
    verdict(table, "Tests", "Alpha").fill("Built in")
    verdict(table, "Tests", "Beta").fill("pytest")
    page.once("dialog", lambda dialog: dialog.accept())
    table.get_by_role("button", name="Remove Speed").press("Enter")
    assert rows(table) == ["Forms", "Tests"]

    save_and_publish(page)

    assert answered(page)[1] == {
        "Forms": [("Alpha", "Fine", None), ("Beta", "Fine", None)],
        "Tests": [("Alpha", "Built in", None), ("Beta", "pytest", None)],
    }


def test_who_chooses_no_framework_gets_no_column(page: Page, table: Locator) -> None:
    table.get_by_role("button", name="Add a framework").click()
    page.get_by_role("dialog").get_by_role("button", name=re.compile("Close")).click()
    assert columns(table) == ["Alpha", "Beta"]
    verdict(table, "Speed", "Beta").fill("Faster")
    save_and_publish(page)
    assert answered(page) == (
        ["Alpha", "Beta"],
        {
            "Speed": [("Alpha", "Fine", None), ("Beta", "Faster", None)],
            "Forms": [("Alpha", "Fine", None), ("Beta", "Fine", None)],
        },
    )


def test_a_framework_is_added_once(page: Page, table: Locator) -> None:
    table.get_by_role("button", name="Add a framework").click()
    page.get_by_role("dialog").get_by_role("link", name="Beta").click()
    expect(table.get_by_role("status")).to_have_text("Beta is part of the comparison already.")
    assert columns(table) == ["Alpha", "Beta"]


def test_another_framework_in_a_column_keeps_what_is_written(page: Page, table: Locator) -> None:
    table.locator("thead th").nth(2).get_by_role("button", name="Actions").click()
    page.get_by_role("button", name="Choose another framework").click()
    page.get_by_role("dialog").get_by_role("link", name="Gamma").click()
    expect(verdict(table, "Speed", "Gamma")).to_have_value("Fine")
    save_and_publish(page)
    assert answered(page)[1]["Speed"] == [("Alpha", "Fine", None), ("Gamma", "Fine", None)]


def test_a_column_without_anything_in_it_goes_without_a_question(page: Page, table: Locator) -> None:
    add_gamma(page, table)
    table.get_by_role("button", name="Remove Gamma").click()
    expect(table.get_by_text("missing")).to_be_hidden()
    assert columns(table) == ["Alpha", "Beta"]
    save_and_publish(page)
    assert answered(page)[0] == ["Alpha", "Beta"]


def test_a_claim_is_chosen_in_a_new_cell(page: Page, table: Locator) -> None:
    claim = ClaimFactory(framework=Framework.objects.get(name="Gamma"), statement="Gamma is quick.")
    add_gamma(page, table)
    cell = table.get_by_role("group", name="Speed Gamma")
    cell.get_by_role("button", name="Choose claim").click()
    page.get_by_role("dialog").get_by_role("link", name="Gamma is quick.").click()
    expect(cell.locator("[name$='-claim']")).to_have_value(str(claim.pk))
