"""The root field ``pages`` and the lists below a page: each argument, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.text import slugify
from wagtail.models import Locale, Page

from tests.api.conftest import Ask
from tests.factories.articles import ArticlePageFactory
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

PAGES = """
query($type: String, $limit: Int, $offset: Int, $order: String, $id: ID, $menu: Boolean, $words: String,
      $operator: SearchOperatorEnum, $parent: ID, $ancestor: ID, $locale: String, $inSite: Boolean) {
  pages(contentType: $type, limit: $limit, offset: $offset, order: $order, id: $id, inMenu: $menu,
        searchQuery: $words, searchOperator: $operator, parent: $parent, ancestor: $ancestor, locale: $locale,
        inSite: $inSite) { title }
}
"""
STANDARD = "home.StandardPage"
HOW_TYPES_ARE_WRITTEN = "Page types are written like 'articles.ArticlePage'."


@pytest.fixture
def titles(ask: Ask) -> Callable[..., list[str]]:
    def of(**variables: Any) -> list[str]:
        return [page["title"] for page in ask(PAGES, **variables)["pages"]]

    return of


def standard_pages(*names: str, **attributes: Any) -> list[Page]:
    return [StandardPageFactory(title=name, slug=slugify(name), **attributes) for name in names]


def test_all_pages_in_the_order_of_the_tree(titles: Callable[..., list[str]]) -> None:
    standard_pages("B", "A")

    assert titles() == [home_page().title, "B", "A"]


def test_several_content_types(titles: Callable[..., list[str]]) -> None:
    standard_pages("A")
    article = ArticlePageFactory(title="An article")

    assert titles(type="home.StandardPage, articles.ArticlePage") == ["A", article.title]
    assert titles(type="articles.ArticlePage") == ["An article"]


def test_parent_and_ancestor(titles: Callable[..., list[str]]) -> None:
    (above,) = standard_pages("Above")
    (between,) = standard_pages("Between", parent=above)
    standard_pages("Below", parent=between)

    assert titles(parent=above.pk) == ["Between"]
    assert titles(ancestor=above.pk) == ["Between", "Below"]
    assert titles(parent=above.pk, ancestor=between.pk) == ["Between"]
    assert titles(parent=999_999) == []


@pytest.mark.parametrize(
    ("limit", "offset", "expected"),
    [(None, None, 10), (0, None, 0), (3, None, 3), (3, 10, 2), (None, 11, 1), (3, 12, 0)],
)
def test_limit_and_offset(
    titles: Callable[..., list[str]], limit: int | None, offset: int | None, expected: int
) -> None:
    standard_pages(*(f"P{number}" for number in range(12)))

    assert len(titles(type=STANDARD, limit=limit, offset=offset)) == expected


def test_limit_over_the_largest_page_is_cut(titles: Callable[..., list[str]], settings: Any) -> None:
    settings.GRAPPLE = {**settings.GRAPPLE, "MAX_PAGE_SIZE": 2}
    standard_pages("A", "B", "C")

    assert titles(type=STANDARD, limit=1_000) == ["A", "B"]


@pytest.mark.parametrize("argument", ["limit", "offset"])
def test_negative_number_is_refused(refused: Callable[..., dict[str, Any]], argument: str) -> None:
    error = refused(PAGES, **{argument: -1})

    assert error["message"] == f"The argument '{argument}' must not be negative, -1 is."
    assert error["extensions"]["code"] == "BAD_INPUT"


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("title", ["A", "B", "C"]),
        ("-title", ["C", "B", "A"]),
        ("slug", ["A", "B", "C"]),
        ("-path", ["A", "C", "B"]),
        ("first_published_at, -title", ["C", "B", "A"]),
        ("-firstPublishedAt,title", ["A", "B", "C"]),
    ],
)
def test_order(ask: Ask, titles: Callable[..., list[str]], order: str, expected: list[str]) -> None:
    standard_pages("B", "C", "A")
    Page.objects.update(first_published_at=None)

    assert titles(type=STANDARD, order=order) == expected


@pytest.mark.parametrize(
    "order", ["owner__password", "view_restrictions__password", "?", "nope", "pk", "-draft_title", "title,owner", ""]
)
@pytest.mark.parametrize(
    "where", ["pages(order: $order) { id }", 'page(slug: "home") { children(order: $order) { id } }']
)
def test_order_outside_the_closed_list_is_refused(
    refused: Callable[..., dict[str, Any]], order: str, where: str
) -> None:
    error = refused(f"query($order: String) {{ {where} }}", order=order)

    assert error["message"].startswith("Unknown order ")
    assert error["extensions"]["code"] == "BAD_INPUT"
    assert "password" not in error["message"].partition("Choose from")[2]


def test_in_menu(titles: Callable[..., list[str]]) -> None:
    standard_pages("In", show_in_menus=True)
    standard_pages("Out")

    assert titles(type=STANDARD, menu=True) == ["In"]
    assert titles(type=STANDARD, menu=False) == ["Out"]


def test_id(titles: Callable[..., list[str]]) -> None:
    page, _ = standard_pages("A", "B")

    assert titles(id=page.pk) == ["A"]


@pytest.mark.parametrize("argument", ["id", "parent", "ancestor"])
@pytest.mark.parametrize("value", ["abc", "-1", "1.5", "9" * 30])
def test_id_that_is_no_number_is_refused(refused: Callable[..., dict[str, Any]], argument: str, value: str) -> None:
    error = refused(PAGES, **{argument: value})

    assert error["message"] == f"The argument '{argument}' must be a number, not {value!r}."
    assert error["extensions"]["code"] == "BAD_INPUT"


def test_search_with_a_content_type(titles: Callable[..., list[str]]) -> None:
    standard_pages("Zebra crossing", "Zebra", "Horse")
    ArticlePageFactory(title="Zebra article")

    assert sorted(titles(words="zebra", type=STANDARD)) == ["Zebra", "Zebra crossing"]
    assert titles(words="zebra", order="-title") == ["Zebra crossing", "Zebra article", "Zebra"]
    assert titles(words="zebra horse", operator="AND") == []
    assert sorted(titles(words="horse crossing", operator="OR")) == ["Horse", "Zebra crossing"]


def test_search_does_not_find_a_draft(titles: Callable[..., list[str]]) -> None:
    standard_pages("Zebra", live=False)

    assert titles(words="zebra") == []


def test_locale(titles: Callable[..., list[str]]) -> None:
    chinese = home_page().copy_for_translation(Locale.objects.create(language_code="zh-hans"))
    chinese.title = "首页"
    chinese.save_revision().publish()

    assert titles(locale="zh-hans") == ["首页"]
    assert titles(locale="en") == [home_page().title]


@pytest.mark.parametrize(
    ("argument", "value", "message"),
    [
        ("site", "absent.example", "No site is named 'absent.example'."),
        ("site", "localhost:x", "No site is named 'localhost:x'."),
        ("locale", "tlh", "No locale has the language code 'tlh'."),
        ("contentType", "articles.Claim", f"Unknown page type 'articles.Claim'. {HOW_TYPES_ARE_WRITTEN}"),
        ("contentType", "nothing", f"Unknown page type 'nothing'. {HOW_TYPES_ARE_WRITTEN}"),
    ],
)
def test_unknown_name_is_refused(
    refused: Callable[..., dict[str, Any]], argument: str, value: str, message: str
) -> None:
    error = refused(f"query($value: String!) {{ pages({argument}: $value) {{ id }} }}", value=value)

    assert (error["message"], error["extensions"]["code"]) == (message, "BAD_INPUT")


def test_in_site_changes_nothing(titles: Callable[..., list[str]]) -> None:
    standard_pages("A")

    assert titles(inSite=True) == titles(inSite=False) == [home_page().title, "A"]


def test_relations_in_the_tree(ask: Ask) -> None:
    _, second, _ = standard_pages("First", "Second", "Third")
    (child,) = standard_pages("Child", parent=second)
    standard_pages("Grandchild", parent=child)
    fields = ["children", "descendants", "ancestors", "siblings", "nextSiblings", "previousSiblings"]
    selection = " ".join(f"{field} {{ title }}" for field in fields)

    page = ask(f"query($id: ID!) {{ page(id: $id) {{ parent {{ title }} {selection} }} }}", id=second.pk)["page"]

    assert page.pop("parent") == {"title": home_page().title}
    assert {field: [row["title"] for row in rows] for field, rows in page.items()} == {
        "children": ["Child"],
        "descendants": ["Child", "Grandchild"],
        "ancestors": [home_page().title],
        "siblings": ["First", "Third"],
        "nextSiblings": ["Third"],
        "previousSiblings": ["First"],
    }


def test_home_page_has_no_parent(ask: Ask) -> None:
    assert ask('{ page(slug: "home") { parent { title } ancestors { title } } }')["page"] == {
        "parent": None,
        "ancestors": [],
    }
