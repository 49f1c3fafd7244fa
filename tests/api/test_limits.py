"""Limits of a document: just below passes, just above is refused with the measured and the allowed value."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from graphql import get_introspection_query
from pytest_django import DjangoAssertNumQueries, Settings

from tests.api.conftest import Post

Measure = Callable[..., dict[str, Any] | None]
Limit = Callable[..., None]


@pytest.fixture
def refusal(post: Post, django_assert_num_queries: DjangoAssertNumQueries, db: None) -> Measure:
    """The limit that a document exceeds, as the error's extensions without the request id; no SQL may run."""

    def of(query: str, **variables: Any) -> dict[str, Any] | None:
        with django_assert_num_queries(0):
            answer = json.loads(post({"query": query, "variables": variables}).content)
        if "errors" not in answer:
            return None
        extensions = dict(answer["errors"][0]["extensions"])
        del extensions["requestId"]
        return extensions

    return of


@pytest.fixture
def limited(settings: Settings) -> Limit:
    """Set limits."""

    def to(**limits: int) -> None:
        settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, **limits}

    return to


def nested(depth: int) -> str:
    """Fields nested to ``depth`` below an operation that runs no SQL."""
    return "query { page(id: 1) @skip(if: true) " + "{ parent " * (depth - 2) + "{ id }" + " }" * (depth - 1)


def exceeded(limit: str, measured: int, allowed: int) -> dict[str, Any]:
    return {"code": "LIMIT_EXCEEDED", "limit": limit, "measured": measured, "allowed": allowed}


def test_defaults(settings: Settings) -> None:
    assert settings.GRAPHQL_LIMITS == {
        "body_bytes": 100_000,
        "tokens": 2_000,
        "depth": 12,
        "introspection_depth": 16,
        "introspection_cost": 500,
        "aliases": 30,
        "root_fields": 20,
        "directives": 20,
        "repeated_fields": 10,
        "comparisons": 10_000,
        "cost": 5_000,
        "page_size": 100,
        "filter_depth": 6,
        "filter_conditions": 50,
        "filter_values": 100,
        "execution_seconds": 10,
        "validation_errors": 20,
    }


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


def test_depth_is_measured_whatever_the_order_of_fragments(refusal: Measure) -> None:
    document = """
    fragment B on PageInterface { parent { parent { parent { parent { %s } } } } }
    fragment A on PageInterface { ...B parent { parent { parent { parent { ...B } } } } }
    query { page(id: 1) @skip(if: true) { parent { ...B ...A } } }
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
        names = " ".join(f"a{index}: id" for index in range(number))
        return "{ page(id: 1) @skip(if: true) { ...A } } fragment A on PageInterface { " + names + " }"

    assert refusal(document(30)) is None
    assert refusal(document(31)) == exceeded("aliases", 31, 30)


def test_root_fields(refusal: Measure) -> None:
    document = "{ ...A ... { ...A } %s } fragment A on Query { " + "__typename " * 10 + "}"

    assert refusal(document % "") is None
    assert refusal(document % "__typename") == exceeded("root_fields", 21, 20)


def test_directives(refusal: Measure) -> None:
    def document(number: int) -> str:
        fields = " ".join("... @include(if: true) { __typename @include(if: $yes) }" for _ in range(number // 2))
        return "query ($yes: Boolean = true) { " + fields + " }"

    assert refusal(document(20)) is None
    assert refusal(document(22)) == exceeded("directives", 22, 20)


@pytest.mark.parametrize(
    "place", ["query @x { %s }", "query($a: Int @x) { %s }", "{ %s } fragment A on Query @x { a }"]
)
def test_directives_are_counted_in_every_place(refusal: Measure, limited: Limit, place: str) -> None:
    limited(directives=1)

    assert refusal(place % "__typename") == {"code": "VALIDATION_FAILED"}
    assert refusal(place % "... @x { __typename }") == exceeded("directives", 2, 1)


def test_repeated_fields(refusal: Measure) -> None:
    assert refusal("{ " + "__typename " * 10 + "}") is None
    assert refusal("{ " + "__typename " * 11 + "}") == exceeded("repeated_fields", 11, 10)


def test_comparisons(refusal: Measure, limited: Limit) -> None:
    document = "{ __typename __typename __typename }"

    limited(comparisons=6)
    assert refusal(document) is None

    limited(comparisons=5)
    assert refusal(document) == exceeded("comparisons", 6, 5)


def test_tokens(refusal: Measure, limited: Limit) -> None:
    limited(tokens=4)

    assert refusal("{ __typename __typename }") is None
    assert refusal("{ __typename __typename __typename }") == exceeded("tokens", 5, 4)


def test_comments_count_as_tokens(refusal: Measure, limited: Limit) -> None:
    limited(tokens=4)

    assert refusal("#\n{ __typename }") is None
    assert refusal("#\n#\n{ __typename }") == exceeded("tokens", 5, 4)


def test_other_errors_of_syntax_are_no_limit(refusal: Measure) -> None:
    assert refusal('{ "Document contains more than 2000 tokens. Parsing aborted." }') == {"code": "SYNTAX_ERROR"}


def test_introspection_has_a_depth_of_its_own(refusal: Measure, limited: Limit) -> None:
    limited(introspection_depth=5)

    assert refusal("{ __schema { types { fields { type { name } } } } }") is None
    assert refusal("{ __schema { types { fields { type { ofType { name } } } } } }") == exceeded(
        "introspection_depth", 6, 5
    )


def test_depth_of_introspection_goes_through_fragments(refusal: Measure, limited: Limit) -> None:
    document = """
    { ...Root } fragment Root on Query { __schema { types { ...Deep } } }
    fragment Deep on __Type { fields { type { %s } } }
    """
    limited(introspection_depth=5, depth=3)

    assert refusal(document % "name") is None
    assert refusal(document % "ofType { name }") == exceeded("introspection_depth", 6, 5)


def test_introspection_has_a_cost_of_its_own(refusal: Measure, limited: Limit) -> None:
    document = "{ __schema { types { name } directives { name } } }"  # 1 + 1 + 1, whatever the number of types

    limited(introspection_cost=3)
    assert refusal(document) is None

    limited(introspection_cost=2)
    assert refusal(document) == exceeded("introspection_cost", 3, 2)


def test_schema_is_asked_for_once(refusal: Measure) -> None:
    document = "{ __schema { queryType { name } } ...A } fragment A on Query { %s { %s } }"

    assert refusal(document % ('__type(name: "Query")', "kind")) is None
    assert refusal(document % ("__schema", "queryType { kind }")) == exceeded("schema_fields", 2, 1)


def test_schema_has_no_alias(refusal: Measure) -> None:
    assert refusal('{ one: __type(name: "Query") { name } two: __type(name: "Page") { name } }') is None
    assert refusal("{ all: __schema { queryType { name } } }") == exceeded("schema_aliases", 1, 0)


def test_introspection_of_tools_is_within_the_limits(refusal: Measure) -> None:
    query = get_introspection_query(
        specified_by_url=True, directive_is_repeatable=True, schema_description=True, input_value_deprecation=True
    )

    assert refusal(query) is None
