"""Objects made of columns: the same as Django makes, apart from what is left out, which all siblings read at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.db.models.signals import post_init
from django.test import override_settings
from django.test.utils import CaptureQueriesContext, isolate_apps
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Page

from articles.models import ArticlePage, Author, Claim, CompanyPage
from content_api.lookahead import Loader
from content_api.lookahead.columns import ALWAYS, OF_THE_DESK, Columns
from content_api.viewer import default_viewer
from media.models import Image
from tests.api.conftest import Ask
from tests.api.lookahead.content import articles
from tests.factories.articles import ArticlePageFactory, AuthorFactory, ClaimFactory, CompanyPageFactory
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

WITH_TAKEAWAYS = "query($first: Int!) { articles(first: $first) { nodes { title keyTakeaways } } }"
WITH_JSON_LD = """
query($first: Int!) { pages(limit: $first, contentType: "articles.ArticlePage") { seo { jsonLdScript } } }
"""


def made(model: type[Model], columns: Columns) -> Any:
    (row,) = model._default_manager.order_by("-pk").values_list(*columns.names)[:1]
    return columns.instance(row)


@pytest.mark.parametrize(("model", "factory"), [(Author, AuthorFactory), (Claim, ClaimFactory)])
def test_an_object_is_that_of_django(model: type[Model], factory: Any) -> None:
    expected = model._default_manager.get(pk=factory().pk)

    found = made(model, Columns(model))

    assert type(found) is model
    assert {**vars(found), "_state": None} == {**vars(expected), "_state": None}
    assert (found._state.adding, found._state.db) == (False, "default")


@pytest.mark.parametrize(
    ("model", "factory"),
    [(ArticlePage, ArticlePageFactory), (CompanyPage, CompanyPageFactory), (Image, ImageFactory)],
)
def test_an_object_comes_without_what_the_desk_shows_and_without_streams(model: Any, factory: Any) -> None:
    expected = model.objects.get(pk=factory().pk)
    left_out = {"body", "key_takeaways"}.union(*OF_THE_DESK.values())

    found = made(model, Columns(model))

    assert set(vars(expected)) - set(vars(found)) == left_out & set(vars(expected)) != set()
    assert {name: vars(expected)[name] for name in vars(found) if name != "_state"} == {
        name: value for name, value in vars(found).items() if name != "_state"
    }


def test_a_page_has_the_fields_of_its_own_model_where_they_are_joined() -> None:
    article = ArticlePageFactory(standfirst="Short.")
    columns = Columns.of(Page, [ArticlePage, CompanyPage], frozenset({(ArticlePage, "body")}))

    found = made(Page, columns)

    assert (type(found), found.pk, found.standfirst) == (ArticlePage, article.pk, "Short.")
    assert "body" in vars(found)
    assert "key_takeaways" not in vars(found)


def test_a_page_has_nothing_but_its_keys_and_what_is_asked_for() -> None:
    article = ArticlePageFactory(standfirst="Short.", seo_title="For engines")

    found = made(ArticlePage, Columns(ArticlePage, only=frozenset({"standfirst", "seo_title"})))

    assert set(vars(found)) == {"_state", "id", "page_ptr_id", "standfirst", "seo_title"} | ALWAYS
    assert (found.pk, found.title, found.standfirst, found.seo_title) == (
        article.pk,
        article.title,
        "Short.",
        "For engines",
    )


@pytest.mark.parametrize(
    ("selection", "columns"),
    [
        ("title url fullUrl locale", set()),
        ("standfirst seoTitle authors { name } topics { name }", {"standfirst", "seo_title"}),
        ("heroImage { title } firstPublishedAt", {"hero_image_id", "first_published_at"}),
        ("canonicalUrl", None),
    ],
)
def test_lists_of_pages_read_what_is_selected(
    selection: str, columns: set[str] | None, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    articles(1)
    tables = {
        f"articles(first: 1) {{ nodes {{ {selection} }} }}": "articles_articlepage",
        f"articles(first: 1) {{ edges {{ node {{ {selection} }} }} }}": "articles_articlepage",
        f"pages(limit: 1) {{ ... on ArticlePage {{ {selection} }} }}": "wagtailcore_page",
    }

    for query, table in tables.items():
        with CaptureQueriesContext(connection) as captured:
            ask(f"{{ {query} }}")
        (sql,) = (one["sql"] for one in captured if f'SELECT "{table}"."' in one["sql"] and "LIMIT" in one["sql"])
        optional = {field.column for field in ArticlePage._meta.concrete_fields} - ALWAYS - {"id", "page_ptr_id"}
        read = {column for column in optional if f'"{column}" AS' in sql}
        everything = optional - {"body", "key_takeaways"}.union(*OF_THE_DESK.values())
        assert read == (everything if columns is None else columns)


def test_fields_of_one_page_from_two_lists_are_all_there(
    ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    articles(2)
    query = """{
      first: articles(first: 2) { nodes { standfirst } }
      second: articles(first: 2) { nodes { standfirst kind readingTimeMinutes } }
      third: pages(contentType: "articles.ArticlePage", order: "-title") { ... on ArticlePage { kind seoTitle } }
    }"""

    with django_assert_num_queries(4):
        answer = ask(query)

    with override_settings(GRAPHQL_LOOKAHEAD=False):
        assert ask(query) == answer


def test_what_a_selection_left_out_is_read_at_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ArticlePageFactory.create_batch(3, standfirst="Short.", kind="news")
    loader = Loader(default_viewer())
    columns = Columns(ArticlePage, only=frozenset())
    rows = loader.visible_rows(ArticlePage.objects.order_by("pk"), columns)

    with django_assert_num_queries(1):
        found = [(row.standfirst, row.kind, row.hero_image_id, row.seo_title) for row in rows]

    assert found == [("Short.", "news", None, "")] * 3


@isolate_apps("articles")
def test_a_model_whose_objects_are_watched_is_made_by_its_constructor() -> None:
    AuthorFactory()
    seen = []

    class Watched(Author):
        class Meta:
            proxy = True
            app_label = "articles"

    def watch(instance: Any, **_: Any) -> None:
        seen.append(instance)

    post_init.connect(watch, sender=Watched)
    found = made(Watched, Columns(Watched))
    post_init.disconnect(watch, sender=Watched)

    assert seen == [found]


def test_what_was_left_out_is_read_for_all_siblings_at_once(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    pages = ArticlePageFactory.create_batch(3, body=[("heading", {"text": "One"})])
    loader = Loader(default_viewer())
    rows = loader.visible_rows(ArticlePage.objects.order_by("pk"))

    with django_assert_num_queries(1):
        bodies = [[block.value["text"] for block in row.body] for row in rows]

    assert [row.pk for row in rows] == [page.pk for page in pages]
    assert bodies == [["One"]] * 3


def test_a_released_row_reads_for_itself(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ArticlePageFactory.create_batch(2)
    loader = Loader(default_viewer())
    rows = loader.visible_rows(ArticlePage.objects.order_by("pk"))

    loader.release()

    assert not any("refresh_from_db" in vars(row) for row in rows)
    with django_assert_num_queries(2):
        assert [len(row.body) for row in rows] == [0, 0]


@pytest.mark.parametrize(("query", "number"), [(WITH_TAKEAWAYS, 2), (WITH_JSON_LD, 10)])
def test_fields_that_read_streams_take_the_same_number_of_statements(
    query: str, number: int, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    answers = []
    for rows in (1, 20):
        articles(rows)
        with django_assert_num_queries(number):
            answers.append(ask(query, first=rows))
    with override_settings(GRAPHQL_LOOKAHEAD=False):
        assert ask(query, first=20) == answers[-1]
