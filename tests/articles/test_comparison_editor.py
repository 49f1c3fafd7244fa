"""The comparison's editor on the server: where each form stands in the table, and what is refused."""

from __future__ import annotations

import re
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import ComparisonPage, Framework
from tests.factories.articles import (
    ComparisonIndexPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    comparison_row,
    only,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def frameworks() -> list[Framework]:
    return [FrameworkFactory(name=name) for name in ("Alpha", "Beta", "Gamma")]


def table_in(html: bytes) -> Tag:
    [table] = BeautifulSoup(html, "html.parser").select(".comparison-table")
    for template in table.select("template"):
        template.decompose()
    return table


def edited(client: Client, page: ComparisonPage) -> Tag:
    return table_in(client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content)


def cells(table: Tag) -> list[list[tuple[str, str, bool]]]:
    """Of each row: the key of the framework, the verdict, whether it is marked as missing."""
    return [
        [
            (
                str(cell.select_one("[name$='-framework']")["value"]),
                cell.select_one("[name$='-verdict']").get_text(strip=True),
                "comparison-table__cell--missing" in cell["class"],
            )
            for cell in row.select("td[data-cell]")
        ]
        for row in table.select("tbody > tr")
    ]


def management(table: Tag, prefix: str) -> str:
    return str(table.select_one(f"[name='{prefix}-TOTAL_FORMS']")["value"])


def test_cells_stand_beneath_their_frameworks(admin_client: Client, frameworks: list[Framework]) -> None:
    alpha, beta, gamma = frameworks
    rows = [comparison_row([gamma, alpha, beta], "Speed"), comparison_row([beta], "Forms")]
    page = ComparisonPageFactory(between=[alpha, beta, gamma], rows=rows, live=False)

    table = edited(admin_client, page)

    assert [title.get_text(strip=True) for title in table.select("thead th [data-chooser-title]")] == [
        "Alpha",
        "Beta",
        "Gamma",
    ]
    assert cells(table) == [
        [(str(one.pk), "Fine", False) for one in frameworks],
        [(str(alpha.pk), "", True), (str(beta.pk), "Fine", False), (str(gamma.pk), "", True)],
    ]
    assert table.select_one("caption .w-status").get_text() == "2 missing"
    assert (management(table, "rows-0-cells"), management(table, "rows-1-cells")) == ("3", "3")
    names = [cell.select_one("[name$='-verdict']")["name"] for cell in table.select("tbody > tr:nth-of-type(2) td")]
    assert sorted(names) == [f"rows-1-cells-{number}-verdict" for number in range(3)]


def test_the_table_has_headers_and_labels(admin_client: Client, frameworks: list[Framework]) -> None:
    table = edited(admin_client, ComparisonPageFactory(between=frameworks[:2]))
    assert len(table.select("thead th[scope=col]")) == 3
    assert len(table.select("tbody th[scope=row]")) == 1
    ids = {element["id"] for element in table.select("[id]")}
    for field in table.select("tbody textarea, tbody select, tbody input:not([type=hidden])"):
        assert table.select_one(f"label[for='{field['id']}']") is not None, field["name"]
    for group in table.select("fieldset"):
        assert set(str(group["aria-labelledby"]).split()) <= ids


def test_nothing_occurs_twice_in_the_form(admin_client: Client, frameworks: list[Framework]) -> None:
    """A hidden field that stands there twice would be sent twice."""
    page = ComparisonPageFactory(between=frameworks, rows=[comparison_row(frameworks[:1])], live=False)
    table = edited(admin_client, page)
    names = [str(field["name"]) for field in table.select("[name]")]
    ids = [str(element["id"]) for element in table.select("[id]")]
    assert len(names) == len(set(names))
    assert len(ids) == len(set(ids))
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert not re.search(r"<td[^>]*__column__", html.split("<template", 1)[0])


def test_a_cell_that_belongs_to_no_column_can_be_removed(admin_client: Client, frameworks: list[Framework]) -> None:
    alpha, beta, gamma = frameworks
    rows = [comparison_row([alpha, beta, gamma])]
    page = ComparisonPageFactory(between=[alpha, beta], rows=rows, live=False)
    table = edited(admin_client, page)
    assert [len(row) for row in cells(table)] == [2]
    [stray] = table.select("[data-stray]")
    assert "Belongs to no column: “Fine”" in stray.get_text()
    assert stray.select_one("[name$='-framework']")["value"] == str(gamma.pk)


def fields(frameworks: list[Framework], rows: list[dict[str, Any]]) -> dict[str, Any]:
    listed = [
        {"framework": one.pk, "choose_when": "", "ORDER": number} for number, one in enumerate(frameworks, start=1)
    ]
    return nested_form_data(
        {
            "title": "Compared",
            "slug": "compared",
            "summary": "",
            "body": streamfield([]),
            "comparison_frameworks": inline_formset(listed),
            "rows": inline_formset(rows),
            "comments": inline_formset([]),
        }
    )


def row_of(criterion: str, *cells: dict[str, Any], order: int = 1) -> dict[str, Any]:
    filled = [{"rating": "", "claim": "", "ORDER": number} | cell for number, cell in enumerate(cells, start=1)]
    return {"criterion": criterion, "explanation": "", "ORDER": order, "cells": inline_formset(filled)}


def post(client: Client, data: dict[str, Any], **more: str) -> Any:
    page = ComparisonPageFactory(live=False, rows=[], between=[])
    return page, client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data | more)


def test_an_empty_cell_is_refused_where_it_is(admin_client: Client, frameworks: list[Framework]) -> None:
    alpha, beta, _ = frameworks
    row = row_of("Speed", {"framework": alpha.pk, "verdict": "Fast"}, {"framework": beta.pk, "verdict": ""})

    _, response = post(admin_client, fields([alpha, beta], [row]), **{"action-publish": "1"})

    first, second = table_in(response.content).select("tbody td[data-cell]")
    assert first.select(".error-message") == []
    assert [one.get_text(strip=True) for one in second.select(".error-message")] == ["This field is required."]
    assert second.select_one("[name$='-verdict']")["aria-invalid"] == "true"


def test_errors_keep_the_order_in_which_things_were_sent(admin_client: Client, frameworks: list[Framework]) -> None:
    alpha, beta, _ = frameworks
    rows = [
        row_of("Second", {"framework": alpha.pk, "verdict": "Fine"}, {"framework": beta.pk, "verdict": ""}, order=2),
        row_of("First", {"framework": beta.pk, "verdict": "Good"}, {"framework": alpha.pk, "verdict": "Bad"}, order=1),
    ]
    data = fields([beta, alpha], rows) | {"comparison_frameworks-0-ORDER": "2", "comparison_frameworks-1-ORDER": "1"}

    _, response = post(admin_client, data, **{"action-publish": "1"})

    table = table_in(response.content)
    assert [one["value"] for one in table.select("[name$='-criterion']")] == ["First", "Second"]
    assert [[verdict for _, verdict, _ in row] for row in cells(table)] == [["Bad", "Good"], ["Fine", ""]]
    orders = [one["value"] for one in table.select("tbody > tr > th > [data-order]")]
    assert orders == ["1", "2"]


def test_what_was_removed_stays_removed_when_there_are_errors(
    admin_client: Client, frameworks: list[Framework]
) -> None:
    alpha, beta, gamma = frameworks
    row = row_of(
        "Speed",
        {"framework": alpha.pk, "verdict": "Fine"},
        {"framework": beta.pk, "verdict": "", "DELETE": "1"},
        {"framework": gamma.pk, "verdict": ""},
    )
    data = fields([alpha, beta, gamma], [row]) | {"comparison_frameworks-1-DELETE": "1"}
    _, response = post(admin_client, data, **{"action-publish": "1"})
    table = table_in(response.content)
    assert [th.has_attr("hidden") for th in table.select("thead th[data-column]")] == [False, True, False]
    assert [td.has_attr("hidden") for td in table.select("tbody td")] == [False, True, False]
    assert table.select_one("caption .w-status").get_text() == "1 missing"
    assert table.select_one("[name='comparison_frameworks-1-DELETE']")["value"] == "1"


def test_a_draft_may_have_empty_cells_and_cannot_be_published_past_the_form(
    admin_client: Client, frameworks: list[Framework]
) -> None:
    alpha, beta, _ = frameworks
    row = row_of("Speed", {"framework": alpha.pk, "verdict": " Very \r\n fast "}, {"framework": beta.pk, "verdict": ""})
    page, response = post(admin_client, fields([alpha, beta], [row]))
    assert response.status_code == 302
    revision = ComparisonPage.objects.get(pk=page.pk).get_latest_revision()
    [(_, stored)] = revision.as_object().table()
    assert [cell.verdict for cell in stored] == ["Very fast", ""]
    with pytest.raises(ValidationError) as refused:
        revision.publish()
    assert refused.value.messages == ["The row “Speed” has no verdict on Beta."]
    assert ComparisonPage.objects.get(pk=page.pk).live is False


def test_statements_grow_with_claims_alone(admin_client: Client, frameworks: list[Framework]) -> None:
    def statements(rows: int) -> int:
        page = ComparisonPageFactory(
            between=frameworks, rows=[comparison_row(frameworks, str(number)) for number in range(rows)]
        )
        with CaptureQueriesContext(connection) as captured:
            edited(admin_client, page)
        return len(captured)

    statements(1)
    assert statements(12) - statements(2) == 10  # each row loads its cells, as nested inline panels do


def test_revisions_are_compared_cell_by_cell(admin_client: Client, frameworks: list[Framework]) -> None:
    page = ComparisonPage.objects.get(pk=ComparisonPageFactory(between=frameworks[:2]).pk)
    before = page.save_revision()
    row = page.rows.first()
    cell = row.cells.get(framework=frameworks[1])
    cell.verdict = "Splendid"
    row.cells.add(cell)
    page.rows.add(row)
    after = page.save_revision()
    assert "Splendid" in str(after.content)
    address = reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, before.pk, after.pk])
    html = admin_client.get(address).content.decode()
    assert "Criteria" in html
    assert f'{frameworks[1]}: <span class="deletion">Fine</span><span class="addition">Splendid</span>' in html
    assert f"<div>{frameworks[0]}: Fine</div>" in html


def test_a_new_comparison_begins_with_an_empty_table(admin_client: Client) -> None:
    parent = only(ComparisonIndexPageFactory)
    html = admin_client.get(reverse("wagtailadmin_pages:add", args=["articles", "comparisonpage", parent.pk])).content
    table = table_in(html)
    assert (management(table, "comparison_frameworks"), management(table, "rows")) == ("0", "0")
    assert table.select("td") == []


def test_a_locked_comparison_can_be_looked_at(admin_client: Client, frameworks: list[Framework]) -> None:
    page = ComparisonPageFactory(between=frameworks[:2], locked=True)
    assert len(cells(edited(admin_client, page))[0]) == 2
