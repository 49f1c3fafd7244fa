"""How many statements an operation takes: the same number for one row, for twenty and for a hundred."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from tests.api.conftest import Ask
from tests.api.lookahead.content import article_with_everything, articles, companies, comparison

pytestmark = pytest.mark.django_db

ROWS = [1, 20, 100]

ARTICLES = """
query($first: Int!) {
  articles(first: $first) {
    nodes {
      title
      url
      authors { name slug }
      topics { slug name }
      tags { name }
      heroImage { title rendition(preset: CARD) { url width height } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
"""
COMPANIES = """
query($first: Int!) {
  companies(first: $first) {
    nodes {
      name
      url
      logo { rendition(preset: THUMB) { url } }
      adoptions { status since until usedFor framework { name slug } claim { statement sources { source { title } } } }
    }
  }
}
"""
SEARCH = """
query($first: Int!) {
  search(query: "everywhere", first: $first) {
    totalCount
    hits {
      type
      score
      highlights { html }
      node { ... on PageInterface { title url } ... on ArticlePage { standfirst kind } }
    }
    facets { types { type count } topics { count topic { slug name } } }
  }
}
"""
# Each field of the tree, for all pages of a list.
TREE = """
query($first: Int!) {
  pages(contentType: "articles.ArticlePage", limit: $first) {
    parent { title parent { title } }
    children(limit: 2) { id }
    siblings(limit: 2) { id }
    nextSiblings(limit: 2) { id }
    previousSiblings(limit: 2, order: "title") { id }
    descendants(limit: 2) { id }
    ancestors { title }
    translations { locale }
    canonicalUrl
    breadcrumbs { title url }
    alternates { hreflang url }
  }
}
"""
# Whole bodies in all forms, each list with the number of statements that it takes.
FORMS = {
    'articles(first: $first, filter: {text: "whole"}) { nodes { html text markdown emailHtml } }': 11,
    "companies(first: $first) { nodes { html text markdown } }": 7,
    "comparisons(first: $first) { nodes { html text markdown } }": 5,
}


@pytest.fixture(autouse=True)
def cold_caches() -> None:
    """Ours and Wagtail's."""
    cache.clear()
    Site.clear_site_root_paths_cache()


def shipped(name: str) -> str:
    return (Path(settings.BASE_DIR) / "graphql" / "operations" / f"{name}.graphql").read_text()


def asked(ask: Ask, number: int, count: DjangoAssertNumQueries, query: str, **variables: Any) -> Any:
    cache.clear()
    Site.clear_site_root_paths_cache()
    with count(number):
        return ask(query, **variables)


def test_lists_of_articles(ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = 0
    for rows in ROWS:
        articles(rows - made, first=made)
        made = rows

        nodes = asked(ask, 7, django_assert_num_queries, ARTICLES, first=rows)["articles"]["nodes"]
        found = asked(ask, 7, django_assert_num_queries, SEARCH, first=rows)["search"]
        pages = asked(ask, 12, django_assert_num_queries, TREE, first=rows)["pages"]

        assert [len(nodes), len(found["hits"]), len(pages)] == [rows, rows, rows]
        assert [len(nodes[-1][name]) for name in ("authors", "topics", "tags")] == [2, 2, 2]
        assert all(node["heroImage"] for node in nodes)
        assert len(found["facets"]["topics"]) == 2 * rows
        assert {page["parent"]["title"] for page in pages} == {"Articles"}


def test_companies(ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = 0
    for rows in ROWS:
        companies(rows - made)
        made = rows

        nodes = asked(ask, 8, django_assert_num_queries, COMPANIES, first=rows)["companies"]["nodes"]

        assert len(nodes) == rows
        assert all(node["logo"] and len(node["adoptions"]) == 2 for node in nodes)
        assert all(node["adoptions"][0]["claim"]["sources"] for node in nodes)


@pytest.mark.parametrize("rows", ROWS)
def test_comparison(rows: int, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    page = comparison(rows)

    found = asked(ask, 9, django_assert_num_queries, shipped("comparison"), path=f"/comparisons/{page.slug}/")

    shown = found["page"]["rows"]
    assert len(shown) == rows
    assert all(len(cell["claim"]["sources"]) == 2 for row in shown for cell in row["cells"])


@pytest.mark.parametrize("rows", [1, 20])
def test_shipped_article_and_route(rows: int, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    page = article_with_everything(rows)
    path = f"/articles/{page.slug}/"

    found = asked(ask, 19, django_assert_num_queries, shipped("article"), path=path)["page"]
    route = asked(ask, 3, django_assert_num_queries, shipped("route"), path=path)["route"]

    assert len(found["blocks"]) == 8 * rows
    assert [len(found[name]) for name in ("authors", "topics", "relatedPages")] == [rows, rows, rows]
    assert route["page"]["title"] == page.title


def test_bodies_in_all_forms(ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = 0
    for rows in (1, 20):
        for _ in range(rows - made):
            article_with_everything(1)
        made = rows

        for listing, number in FORMS.items():
            query = f"query($first: Int!) {{ {listing} }}"
            (found,) = asked(ask, number, django_assert_num_queries, query, first=rows).values()

            assert len(found["nodes"]) == rows


def test_a_page_met_again_with_its_own_fields(ask: Ask, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    (page,) = articles(1)
    query = "query($uid: ID!) { content { nodes { id } } article(uid: $uid) { standfirst } }"

    found = asked(ask, 3, django_assert_num_queries, query, uid=str(page.uid))

    assert found["article"] == {"standfirst": page.standfirst}


@pytest.mark.parametrize(("alternates", "number"), [("", 2), ("alternates { title }", 3)])
def test_translations_of_a_path_are_read_only_where_they_are_asked_for(
    alternates: str, number: int, ask: Ask, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    query = f'{{ route(path: "/") {{ page {{ title }} {alternates} }} }}'

    found = asked(ask, number, django_assert_num_queries, query)

    assert found["route"]["page"] == {"title": "Home"}
