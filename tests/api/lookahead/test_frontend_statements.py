"""What the reference frontend asks for costs the same number of statements whatever there is to show."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.models import ArticleIndexPage
from home.models import HomePage
from tests.api.conftest import Ask

from .content import article_with_everything, articles, companies, comparison
from .test_statements import asked, shipped

pytestmark = pytest.mark.django_db

FRAME = {"home": "/", "locale": "en"}
ROWS = (1, 20)


def page(ask: Ask, count: DjangoAssertNumQueries, number: int, path: str) -> dict[str, Any]:
    found: dict[str, Any] = asked(ask, number, count, shipped("frontend_page"), path=path, **FRAME)["route"]["page"]
    return found


@pytest.mark.parametrize("rows", ROWS)
def test_an_article(rows: int, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = article_with_everything(rows)

    found = page(ask, django_assert_num_queries, 43, f"/articles/{article.slug}/")

    assert len(found["blocks"]) == 8 * rows


@pytest.mark.parametrize("rows", ROWS)
def test_a_comparison(rows: int, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    compared = comparison(rows)

    found = page(ask, django_assert_num_queries, 26, f"/comparisons/{compared.slug}/")

    assert len(found["rows"]) == rows


@pytest.mark.parametrize("rows", ROWS)
def test_an_index_page(rows: int, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    articles(rows)
    index = ArticleIndexPage.objects.get()

    found = page(ask, django_assert_num_queries, 20, f"/{index.slug}/")

    assert len(found["children"]) == rows


@pytest.mark.parametrize("rows", ROWS)
def test_the_home_page(rows: int, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    articles(rows)
    HomePage.objects.get().save_revision().publish()

    found = asked(ask, 19, django_assert_num_queries, shipped("frontend_home"), path="/", **FRAME)

    assert len(found["latest"]["nodes"]) == min(rows, 9)


@pytest.mark.parametrize("rows", ROWS)
def test_a_framework(rows: int, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    companies(rows)
    slug = ask("{ companies { nodes { adoptions { framework { slug } } } } }")
    framework = slug["companies"]["nodes"][0]["adoptions"][0]["framework"]["slug"]

    found = asked(ask, 18, django_assert_num_queries, shipped("frontend_framework"), slug=framework, **FRAME)

    assert found["framework"]["adoptions"]
