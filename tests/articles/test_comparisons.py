"""Comparisons: what must be complete before one goes live."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from articles.models import ComparisonCell, ComparisonFramework, ComparisonPage, ComparisonRow
from tests.factories.articles import ComparisonPageFactory, FrameworkFactory, comparison_row

pytestmark = pytest.mark.django_db


def test_a_complete_comparison_has_no_problems() -> None:
    assert ComparisonPageFactory().publish_problems() == []


@pytest.mark.parametrize(("count", "accepted"), [(0, False), (1, False), (2, True), (6, True), (7, False)])
def test_two_to_six_frameworks(count: int, accepted: bool) -> None:
    page = ComparisonPageFactory(between=FrameworkFactory.create_batch(count), live=False)
    expected = [] if accepted else [f"A comparison needs 2 to 6 frameworks; this one has {count}."]
    assert page.publish_problems() == expected


def test_each_framework_once() -> None:
    framework = FrameworkFactory()
    page = ComparisonPageFactory(between=[framework, framework], rows=[], live=False)
    assert page.publish_problems() == ["A framework is listed twice."]


@pytest.mark.parametrize("_case", ["a cell is missing", "two cells for one", "a cell for another", "no cells"])
def test_a_row_has_one_cell_for_each_framework(_case: str) -> None:
    first, second, stranger = FrameworkFactory.create_batch(3)
    cells = {
        "a cell is missing": [first],
        "two cells for one": [first, second, second],
        "a cell for another": [first, second, stranger],
        "no cells": [],
    }[_case]
    page = ComparisonPageFactory(between=[first, second], rows=[comparison_row(cells, "Forms")], live=False)
    assert page.publish_problems() == ["The row “Forms” needs exactly one cell for each framework."]


def test_an_incomplete_comparison_can_be_a_draft_and_cannot_go_live() -> None:
    page = ComparisonPageFactory(rows=[ComparisonRow(criterion="Forms")], live=False)
    revision = page.save_revision()
    with pytest.raises(ValidationError) as refused:
        revision.publish()
    assert refused.value.messages == ["The row “Forms” needs exactly one cell for each framework."]
    assert ComparisonPage.objects.get(pk=page.pk).live is False


@pytest.mark.parametrize("rating", [0, 6])
def test_a_rating_is_1_to_5(rating: int) -> None:
    framework = FrameworkFactory()
    page = ComparisonPageFactory(live=False)
    cell = ComparisonCell(row=page.rows.get(), framework=framework, verdict="Fine", rating=rating)
    with pytest.raises(ValidationError) as refused:
        cell.full_clean()
    assert "rating" in refused.value.message_dict
    with pytest.raises(IntegrityError), transaction.atomic():
        cell.save()


def test_the_table_has_cells_in_the_order_of_the_columns() -> None:
    first, second = FrameworkFactory.create_batch(2)
    page = ComparisonPageFactory(
        comparison_frameworks=[ComparisonFramework(framework=second), ComparisonFramework(framework=first)],
        rows=[comparison_row([first, second])],
    )
    [(row, cells)] = page.table()
    assert (row.criterion, [cell.framework for cell in cells]) == ("Speed", [second, first])


def test_the_table_of_a_draft_has_gaps() -> None:
    page = ComparisonPageFactory(rows=[ComparisonRow(criterion="Forms")], live=False)
    assert [cells for _, cells in page.table()] == [[None, None]]


def test_the_preview_says_when_to_choose_which() -> None:
    framework = FrameworkFactory(name="Django")
    page = ComparisonPageFactory(
        comparison_frameworks=[ComparisonFramework(framework=framework, choose_when="You are in a hurry.")],
        live=False,
    )
    html = page.make_preview_request(preview_mode="").content.decode()
    assert "<b>When to choose Django:</b> You are in a hurry." in html


def test_a_cell_without_a_verdict_is_no_cell() -> None:
    first, second = FrameworkFactory(name="First"), FrameworkFactory(name="Second")
    row = comparison_row([first, second], "Forms")
    for cell in row.cells.all():
        cell.verdict = " "
    page = ComparisonPageFactory(between=[first, second], rows=[row], live=False)
    assert page.publish_problems() == ["The row “Forms” has no verdict on First and Second."]


def test_a_verdict_is_one_line() -> None:
    cell = ComparisonCell(row=ComparisonRow(pk=1), framework=FrameworkFactory(), verdict=" Built\r\n\r\nin ")
    cell.clean()
    assert cell.verdict == "Built in"
