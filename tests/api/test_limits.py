"""Limits of a document: just below passes, just above is refused with the measured and the allowed value."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from graphql import get_introspection_query
from pytest_django import DjangoAssertNumQueries, Settings

from tests.api.conftest import Post

Measure = Callable[[str], dict[str, Any] | None]


@pytest.fixture
def refusal(post: Post, django_assert_num_queries: DjangoAssertNumQueries, db: None) -> Measure:
    """The limit that a document exceeds, as the error's extensions without the request id; no SQL may run."""

    def of(query: str) -> dict[str, Any] | None:
        with django_assert_num_queries(0):
            answer = json.loads(post({"query": query}).content)
        if "errors" not in answer:
            return None
        extensions = dict(answer["errors"][0]["extensions"])
        del extensions["requestId"]
        return extensions

    return of


def nested(depth: int) -> str:
    """Fields nested to ``depth`` below an operation that runs no SQL."""
    return "query { page(id: 1) @skip(if: true) " + "{ parent " * (depth - 2) + "{ id }" + " }" * (depth - 1)


def exceeded(limit: str, measured: int, allowed: int) -> dict[str, Any]:
    return {"code": "LIMIT_EXCEEDED", "limit": limit, "measured": measured, "allowed": allowed}


def test_depth(refusal: Measure) -> None:
    assert refusal(nested(12)) is None
    assert refusal(nested(13)) == exceeded("depth", 13, 12)


def test_depth_goes_through_fragments(refusal: Measure) -> None:
    document = """
    query { page(id: 1) @skip(if: true) { ...A ... on PageInterface { ...A } } }
    fragment A on PageInterface { parent { parent { parent { parent { parent { parent { ...B } } } } } } }
    fragment B on PageInterface { parent { parent { parent { %s } } } }
    """

    assert refusal(document % "parent { id }") is None
    assert refusal(document % "parent { parent { id } }") == exceeded("depth", 13, 12)


def test_fragments_in_a_circle_are_refused(refusal: Measure) -> None:
    document = """
    { page(id: 1) { ...A } }
    fragment A on PageInterface { parent { ...B } }
    fragment B on PageInterface { parent { ...A } }
    """

    assert refusal(document) == {"code": "VALIDATION_FAILED"}


def test_aliases(refusal: Measure) -> None:
    def document(number: int) -> str:
        return "{ " + " ".join(f"a{index}: __typename" for index in range(number)) + " }"

    assert refusal(document(30)) is None
    assert refusal(document(31)) == exceeded("aliases", 31, 30)


def test_tokens(refusal: Measure, settings: Settings) -> None:
    assert settings.GRAPHQL_LIMITS["tokens"] == 2_000

    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "tokens": 4}
    assert refusal("{ __typename } ") is None
    assert refusal("{ __typename __typename __typename }") == {"code": "SYNTAX_ERROR"}


def test_introspection_has_a_depth_of_its_own(refusal: Measure, settings: Settings) -> None:
    assert refusal(get_introspection_query(input_value_deprecation=True)) is None

    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "introspection_depth": 5}
    assert refusal("{ __schema { types { fields { type { name } } } } }") is None
    assert refusal("{ __schema { types { fields { type { ofType { name } } } } } }") == exceeded(
        "introspection_depth", 6, 5
    )


@pytest.mark.parametrize(
    "document",
    [
        pytest.param("{ " + " ".join(f"a{n}: pages {{ id }}" for n in range(1_000)) + " }", id="a thousand aliases"),
        pytest.param("{ page(id: 1) " + "{ parent " * 100 + "{ id }" + " }" * 101, id="a hundred levels"),
        pytest.param("{ __typename " + "@skip(if: false) " * 10_000 + "}", id="ten thousand directives"),
        pytest.param("{ " + "pages { id } " * 600 + "}", id="the same field again and again"),
    ],
)
def test_attack_is_refused_before_any_sql(refusal: Measure, document: str) -> None:
    assert refusal(document) is not None
