"""Cursors are good for the list that they were made for, and for no other; nobody can make one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.signing import Signer
from wagtail.models import Locale, Site

from content_api.fields.connections import cursors
from tests.api.conftest import Ask
from tests.factories.articles import ArticlePageFactory, CompanyPageFactory
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db

Refused = Callable[..., dict[str, Any]]

QUERY = """
query($after: String, $before: String, $filter: ArticleFilter, $orderBy: ArticleOrder, $site: String, $locale: String) {
  articles(first: 1, after: $after, before: $before, filter: $filter, orderBy: $orderBy, site: $site, locale: $locale) {
    nodes { title } pageInfo { endCursor }
  }
}
"""
MADE_WITH = {"orderBy": "TITLE_ASC", "filter": {"kind": ["EXPLAINER", "NEWS"]}, "locale": "en"}
FOREIGN = "The cursor belongs to another list: another field, order, filter, site or locale."
FORGED = "This is not a cursor of this API, or it has been changed."


@pytest.fixture
def cursor(ask: Ask) -> str:
    """A cursor of the first of two articles in a list made with ``MADE_WITH``."""
    for title in "AB":
        ArticlePageFactory(title=title)
    return str(ask(QUERY, **MADE_WITH)["articles"]["pageInfo"]["endCursor"])


def test_the_same_row_has_the_same_cursor_every_time(ask: Ask, cursor: str) -> None:
    assert ask(QUERY, **MADE_WITH)["articles"]["pageInfo"]["endCursor"] == cursor


@pytest.mark.parametrize(
    "filter_",
    [
        {"kind": ["NEWS", "EXPLAINER"]},
        {"kind": ["EXPLAINER", "NEWS"], "topic": None, "and": None},
    ],
)
def test_another_way_to_write_the_same_filter(ask: Ask, cursor: str, filter_: dict[str, Any]) -> None:
    assert ask(QUERY, **MADE_WITH | {"filter": filter_}, after=cursor)["articles"]["nodes"] == [{"title": "B"}]


@pytest.mark.parametrize("where", ["after", "before"])
@pytest.mark.parametrize(
    "change",
    [
        {"orderBy": "TITLE_DESC"},
        {"orderBy": "PUBLISHED_ASC"},
        {"filter": None},
        {"filter": {"kind": ["EXPLAINER"]}},
        {"filter": {"not": {"kind": ["EXPLAINER", "NEWS"]}}},
        {"locale": None},
        {"locale": "zh-hans"},
        {"site": "other.example"},
    ],
)
def test_a_cursor_of_another_list_is_refused(refused: Refused, cursor: str, where: str, change: dict[str, Any]) -> None:
    Locale.objects.get_or_create(language_code="zh-hans")
    Site.objects.create(hostname="other.example", port=443, root_page=home_page())

    error = refused(QUERY, **MADE_WITH | change | {where: cursor})

    assert error["message"] == FOREIGN
    assert error["extensions"]["code"] == "BAD_CURSOR"


def test_a_cursor_of_another_field_is_refused(ask: Ask, refused: Refused) -> None:
    CompanyPageFactory()
    query = "query($after: String) { %s(after: $after, orderBy: TITLE_ASC) { pageInfo { endCursor } } }"
    cursor = ask(query % "companies")["companies"]["pageInfo"]["endCursor"]

    error = refused(query % "articles", after=cursor)

    assert error["message"] == FOREIGN


def resigned(cursor: str) -> str:
    """The same content, signed with a salt that anybody's other use of Django's signing has."""
    return Signer(salt="other").sign_object(Signer(salt=cursors.SALT).unsign_object(cursor))


FORGERIES: dict[str, Callable[[str], str]] = {
    "longer": lambda cursor: "x" + cursor,
    "shorter": lambda cursor: cursor[:-1],
    "unsigned": lambda cursor: cursor.partition(":")[0],
    "another place": lambda cursor: cursor.replace(cursor[40], "A" if cursor[40] != "A" else "B"),
    "an offset": lambda cursor: "YXJyYXljb25uZWN0aW9uOjA=",  # as other servers make them
    "empty": lambda cursor: "",
    "another script": lambda cursor: "中",
    "signed for another use": resigned,
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_forged_cursor_is_refused(refused: Refused, cursor: str, forgery: str) -> None:
    error = refused(QUERY, **MADE_WITH, after=FORGERIES[forgery](cursor))

    assert error["extensions"]["code"] == "BAD_CURSOR"
    assert error["message"] == FORGED


def test_a_long_text_is_no_cursor(refused: Refused) -> None:
    error = refused(QUERY, after="x" * 4_001)

    assert error["extensions"]["code"] == "BAD_CURSOR"
    assert error["message"] == "This is not a cursor: it is too long."


@pytest.mark.parametrize("values", [["A"], ["A", 1, 2], ["A", "one"], ["A", None], []])
def test_a_cursor_of_an_older_version_is_refused(refused: Refused, cursor: str, values: list[Any]) -> None:
    """Signed and of this list, but with other values than the order has today."""
    mark, *_ = Signer(salt=cursors.SALT).unsign_object(cursor)

    error = refused(QUERY, **MADE_WITH, after=cursors.write(mark, values))

    assert error["extensions"]["code"] == "BAD_CURSOR"
    assert error["message"] == "The cursor was made by an older version of this API."
