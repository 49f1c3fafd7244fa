"""Asking the root field ``search``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from wagtail.models import Locale

from tests.api.conftest import Ask

Search = Callable[..., dict[str, Any]]

VARIABLES = """
    $words: String!, $types: [SearchType!], $filter: SearchFilter, $operator: SearchOperator, $mode: SearchMode,
    $first: Int, $offset: Int, $site: String, $locale: String
"""
ARGUMENTS = """
    query: $words, types: $types, filter: $filter, operator: $operator, mode: $mode, first: $first, offset: $offset,
    site: $site, locale: $locale
"""
NODE = """
    node {
      __typename
      ... on PageInterface { title }
      ... on Author { name } ... on Framework { name } ... on Topic { slug }
      ... on Claim { statement } ... on Source { sourceTitle: title }
    }
"""


def document(selection: str) -> str:
    return f"query({VARIABLES}) {{ search({ARGUMENTS}) {{ {selection} }} }}"


@pytest.fixture
def search(ask: Ask) -> Search:
    """Search with a selection below the field; its answer."""

    def send(words: str, selection: str = "totalCount", **arguments: Any) -> dict[str, Any]:
        answer: dict[str, Any] = ask(document(selection), words=words, **arguments)["search"]
        return answer

    return send


@pytest.fixture
def found(search: Search) -> Callable[..., list[str]]:
    """Search; the titles, names or slugs of the hits."""

    def send(words: str, **arguments: Any) -> list[str]:
        hits = search(words, f"hits {{ {NODE} }}", **arguments)["hits"]
        return [next(value for name, value in hit["node"].items() if name != "__typename") for hit in hits]

    return send


@pytest.fixture
def chinese(db: None) -> Locale:
    return Locale.objects.create(language_code="zh-hans")
