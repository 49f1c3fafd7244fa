"""Lists of pages are read off an index: the expressions of the orders are those that the migration has indexed."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import (
    AutoField,
    CharField,
    DateTimeField,
    Field,
    OneToOneField,
    PositiveIntegerField,
    QuerySet,
)

from articles.models import ArticlePage
from articles.orders import ARTICLE_ORDERS
from content_api.viewer import default_viewer

pytestmark = pytest.mark.django_db

INDEXES = {
    "PUBLISHED": "page_order_first_published",
    "UPDATED": "page_order_last_published",
    "TITLE": "page_order_title",
    "READING_TIME": "article_order_reading_time",
}
VALUES: dict[type[Field[Any, Any]], str] = {
    AutoField: "1",
    CharField: "A",
    DateTimeField: "2026-01-01T00:00:00+00:00",
    OneToOneField: "1",
    PositiveIntegerField: "1",
}


def plan(rows: QuerySet[Any]) -> str:
    """How the database reads ``rows``, where it would rather not sort nor read whole tables, as with many rows."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_sort = off; SET LOCAL enable_seqscan = off")
    return rows.explain()


@pytest.mark.parametrize("backward", [False, True], ids=["forward", "backward"])
@pytest.mark.parametrize("name", list(ARTICLE_ORDERS))
def test_each_order_of_articles_has_an_index(name: str, backward: bool) -> None:
    order = ARTICLE_ORDERS.order(name, default_viewer())
    articles = ArticlePage.objects.filter(live=True)

    steps = plan(order.sort(articles, backward=backward)[:21])

    assert INDEXES[name.rpartition("_")[0]] in steps
    assert "Sort" not in steps.replace("Sort Key", "")
    assert "TEMP B-TREE" not in steps


@pytest.mark.parametrize("name", list(ARTICLE_ORDERS))
def test_a_place_is_looked_up_in_the_index(name: str) -> None:
    """Without that, a late page of a list reads all rows before it."""
    order = ARTICLE_ORDERS.order(name, default_viewer())
    articles = ArticlePage.objects.filter(live=True)
    place = [field.to_python(VALUES[type(field)]) for field in order.fields(articles)]

    steps = plan(order.sort(order.beyond(articles, place))[:21])

    index = INDEXES[name.rpartition("_")[0]]
    if connection.vendor == "postgresql":
        lines = steps.splitlines()
        (scan,) = (number for number, line in enumerate(lines) if index in line)
        assert "Index Cond: (ROW(" in lines[scan + 1]
    else:
        assert "SEARCH" in next(line for line in steps.splitlines() if index in line)
