"""One page of a connection: sizes, cursors, what it tells of its neighbours, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from articles.models import ArticlePage
from tests.api.conftest import Ask
from tests.factories.articles import ArticlePageFactory

pytestmark = pytest.mark.django_db

Refused = Callable[..., dict[str, Any]]

ARTICLES = """
query($first: Int, $after: String, $last: Int, $before: String, $filter: ArticleFilter, $orderBy: ArticleOrder,
      $site: String, $locale: String) {
  articles(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy,
           site: $site, locale: $locale) {
    edges { cursor node { title } }
    nodes { title }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    totalCount
  }
}
"""


@pytest.fixture
def page(ask: Ask) -> Callable[..., tuple[str, dict[str, Any]]]:
    """The titles of a page as one word, and the whole answer. Sorted by title unless said otherwise."""

    def of(**variables: Any) -> tuple[str, dict[str, Any]]:
        answer = ask(ARTICLES, **({"orderBy": "TITLE_ASC"} | variables))["articles"]
        assert [edge["node"] for edge in answer["edges"]] == answer["nodes"]
        return "".join(node["title"] for node in answer["nodes"]), answer

    return of


def articles(titles: str) -> None:
    for number, title in enumerate(titles):
        ArticlePageFactory(title=title, slug=f"article-{number}")


def test_forward(page: Any) -> None:
    articles("CADBE")

    titles, first = page(first=2)
    assert titles == "AB"
    assert first["totalCount"] == 5
    assert first["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": first["edges"][0]["cursor"],
        "endCursor": first["edges"][1]["cursor"],
    }
    titles, second = page(first=2, after=first["pageInfo"]["endCursor"])
    assert titles == "CD"
    assert (second["pageInfo"]["hasNextPage"], second["pageInfo"]["hasPreviousPage"]) == (True, True)
    titles, third = page(first=2, after=second["pageInfo"]["endCursor"])
    assert titles == "E"
    assert (third["pageInfo"]["hasNextPage"], third["pageInfo"]["hasPreviousPage"]) == (False, True)


def test_backward(page: Any) -> None:
    articles("CADBE")

    titles, last = page(last=2)
    assert titles == "DE"
    assert (last["pageInfo"]["hasNextPage"], last["pageInfo"]["hasPreviousPage"]) == (False, True)
    titles, middle = page(last=2, before=last["pageInfo"]["startCursor"])
    assert titles == "BC"
    assert (middle["pageInfo"]["hasNextPage"], middle["pageInfo"]["hasPreviousPage"]) == (True, True)
    titles, first = page(last=2, before=middle["pageInfo"]["startCursor"])
    assert titles == "A"
    assert (first["pageInfo"]["hasNextPage"], first["pageInfo"]["hasPreviousPage"]) == (True, False)


def test_between_two_cursors(page: Any) -> None:
    articles("ABCDE")
    _, everything = page()
    cursors = [edge["cursor"] for edge in everything["edges"]]

    assert page(after=cursors[0], before=cursors[4])[0] == "BCD"
    assert page(last=2, after=cursors[0], before=cursors[4])[0] == "CD"
    assert page(first=2, before=cursors[3])[0] == "AB"


def test_no_rows_at_all(page: Any) -> None:
    articles("A")

    titles, answer = page(first=0)

    assert titles == ""
    assert answer["pageInfo"] == {
        "hasNextPage": True,
        "hasPreviousPage": False,
        "startCursor": None,
        "endCursor": None,
    }
    assert answer["totalCount"] == 1


def test_twenty_unless_said_otherwise(page: Any) -> None:
    articles("ABCDEFGHIJKLMNOPQRSTU")

    assert len(page()[0]) == len(page(first=None)[0]) == 20
    assert len(page(first=100)[0]) == 21


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"first": -1}, "The argument 'first' must not be negative, -1 is."),
        ({"last": -1}, "The argument 'last' must not be negative, -1 is."),
        ({"first": 1, "last": 1}, "Use 'first' or 'last', not both."),
    ],
)
def test_sizes_that_are_refused(refused: Refused, arguments: dict[str, int], message: str) -> None:
    error = refused(ARTICLES, **arguments)

    assert error["message"] == message
    assert error["extensions"]["code"] == "BAD_INPUT"


@pytest.mark.parametrize("argument", ["first", "last"])
def test_a_page_above_the_limit_is_refused(refused: Refused, argument: str) -> None:
    extensions = refused(ARTICLES, **{argument: 101})["extensions"]

    assert extensions.pop("requestId")
    assert extensions == {"code": "LIMIT_EXCEEDED", "limit": "page_size", "measured": 101, "allowed": 100}


def test_order_by_default_and_when_null(page: Any) -> None:
    articles("ABC")

    assert page(orderBy=None)[0] == "CBA"
    assert page(orderBy="PUBLISHED_ASC")[0] == "ABC"


def test_a_row_that_goes_away_does_not_disturb_its_cursor(page: Any) -> None:
    articles("ABCD")
    _, first = page(first=2)

    ArticlePage.objects.get(title="B").unpublish()

    assert page(first=2, after=first["pageInfo"]["endCursor"])[0] == "CD"


@pytest.mark.parametrize("rows", [1, 20, 100])
def test_statements_do_not_grow(ask: Ask, rows: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    articles("x" * rows)
    query = "{ articles(first: 100) { nodes { title } edges { cursor node { title } } pageInfo { endCursor } } }"

    with django_assert_num_queries(2):  # territory, articles
        answer = ask(query)

    assert len(answer["articles"]["nodes"]) == rows


def test_counting_takes_a_statement_only_when_asked_for(
    ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    articles("ABC")

    with django_assert_num_queries(3):
        ask("{ articles { nodes { title } totalCount } }")
    with django_assert_num_queries(2):
        assert ask("{ articles { totalCount } }") == {"articles": {"totalCount": 3}}


def test_a_page_is_one_statement(ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    articles("ABC")
    cursor = ask("{ articles(first: 1) { pageInfo { endCursor } } }")["articles"]["pageInfo"]["endCursor"]

    captured: CaptureQueriesContext
    with django_assert_num_queries(2) as captured:
        ask("query($after: String) { articles(after: $after) { nodes { title } } }", after=cursor)

    assert "COUNT" not in captured.captured_queries[-1]["sql"]
