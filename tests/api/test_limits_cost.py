"""What documents cost, on a small schema that has every case, and the limits that look at it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from graphql import OperationDefinitionNode, build_schema, parse, validate
from pytest_django import Settings

from content_api.fields.connections.windows import ROWS_BY_DEFAULT
from content_api.limits.cost import assume_length, cost_refusal, count_argument, declarations, plan, weigh
from content_api.limits.cost.expressions import evaluate
from content_api.limits.page_size import page_size
from content_api.operations.documents import prepare
from tests.api.conftest import Post

SCHEMA = build_schema(
    """
    type Query {
      article: Article
      articles(first: Int, last: Int, after: String): ArticleConnection!
      tens(first: Int = 10): [Article!]
      pages(limit: Int, offset: Int): [Page!]!
      node: Node
      search(text: String): String
      nodes(uids: [ID!]): [Article]!
    }
    type ArticleConnection { nodes: [Article!]! edges: [ArticleEdge!]! pageInfo: PageInfo! totalCount: Int! }
    type ArticleEdge { cursor: String! node: Article! }
    type PageInfo { hasNextPage: Boolean! }
    interface Page { title: String children(limit: Int): [Page!]! }
    type Article implements Page {
      title: String
      children(limit: Int): [Page!]!
      tags: [String!]!
      authors: [Author!]!
      blocks: [Block!]!
    }
    type Company implements Page { title: String children(limit: Int): [Page!]! logo: Image adoptions: [Author!]! }
    type Author { name: String photo: Image }
    type Image { url: String }
    type Text { html: String }
    type Card { article: Article }
    union Block = Text | Card
    union Node = Article | Author
    """
)


def cost(document: str, **variables: Any) -> int:
    node = parse(document)
    assert validate(SCHEMA, node) == []
    operation = next(one for one in node.definitions if isinstance(one, OperationDefinitionNode))
    return evaluate(plan(SCHEMA, node, operation).cost, variables)


@pytest.fixture
def declared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Declarations of the test alone."""
    monkeypatch.setattr(declarations, "_lengths", {})
    monkeypatch.setattr(declarations, "_counted", {})
    monkeypatch.setattr(declarations, "_weights", {})


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("{ __typename }", 0),
        ("{ article { title tags } }", 1),
        ("{ article { authors { name } } }", 1 + 5),
        ("{ article { authors { photo { url } } } }", 1 + 5 * (1 + 1)),
        ("{ pages { title } }", 10),
        ("{ pages(limit: 3) { title } }", 3),
        ("{ pages(limit: 1000) { title } }", 100),
        ("{ pages(limit: -3) { title } }", 0),
        ("{ pages(limit: 2) { children(limit: 3) { title } } }", 2 * (1 + 3)),
        ("{ tens { title } }", 10),
        ("{ tens(first: 3) { title } }", 3),
        ("{ articles { totalCount } }", 1),
        ("{ articles { nodes { title } } }", 1 + 20),
        ("{ articles(first: 3) { nodes { title } totalCount } }", 1 + 3),
        ("{ articles(last: 4) { edges { cursor node { title } } } }", 1 + 4 * (1 + 1)),
        ("{ articles(first: 3, last: 4) { nodes { title } } }", 1 + 4),
        ("{ articles(first: 20) { nodes { title authors { name } } } }", 1 + 20 * (1 + 5)),
        ("{ articles(first: 20) { nodes { title } pageInfo { hasNextPage } } }", 1 + 20),
    ],
)
def test_objects_and_lists(declared: None, document: str, expected: int) -> None:
    assert cost(document) == expected


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ("... on Text { html }", 0),
        ("... on Card { article { title } }", 1),
        ("... on Text { html } ... on Card { article { authors { name } } }", 1 + 5),
        ("... on Card { article { title } } ... on Card { article { title } }", 1 + 1),
    ],
)
def test_most_expensive_type_of_a_union_counts(declared: None, selection: str, expected: int) -> None:
    assert cost(f"{{ article {{ blocks {{ {selection} }} }} }}") == 1 + 5 * (1 + expected)


def test_most_expensive_type_of_an_interface_is_added_to_what_all_have(declared: None) -> None:
    document = """{ pages(limit: 1) {
      children(limit: 3) { title }
      ... on Page { more: children(limit: 2) { title } }
      ... on Article { authors { name } }
      ... on Company { logo { url } }
    } }"""

    assert cost(document) == 1 + 3 + 2 + max(5, 1)


def test_fragments_count_where_they_are_spread(declared: None) -> None:
    document = """
    { article { ...A ...A } pages(limit: 2) { ...A } }
    fragment A on Article { authors { ...B } }
    fragment B on Author { photo { url } }
    """

    assert cost(document) == (1 + 2 * 10) + 2 * (1 + 10)


def test_fragments_that_double_are_planned_once_each(declared: None) -> None:
    links = "".join(
        f"fragment F{number} on Page {{ a: children(limit: $n) {{ ...F{number + 1} }} "
        f"b: children(limit: 2) {{ ...F{number + 1} }} }}"
        for number in range(60)
    )
    document = f"query($n: Int) {{ pages(limit: 1) {{ ...F0 }} }} {links} fragment F60 on Page {{ title }}"

    assert cost(document, n=1) > 3**60


@pytest.mark.parametrize(
    ("variables", "expected"),
    [({}, 10), ({"n": None}, 10), ({"n": 7}, 7), ({"n": 400}, 100), ({"n": -7}, 0)],
)
def test_sizes_by_variables(declared: None, variables: dict[str, Any], expected: int) -> None:
    assert cost("query($n: Int) { pages(limit: $n) { title } }", **variables) == expected


@pytest.mark.parametrize(
    ("directive", "variables", "expected"),
    [
        ("@skip(if: true)", {}, 0),
        ("@skip(if: false)", {}, 1),
        ("@include(if: false)", {}, 0),
        ("@include(if: true)", {}, 1),
        ("@skip(if: $b)", {"b": True}, 0),
        ("@skip(if: $b)", {"b": False}, 1),
        ("@include(if: $b)", {"b": True}, 1),
        ("@include(if: $b)", {"b": False}, 0),
        ("@include(if: true) @skip(if: $b)", {"b": True}, 0),
    ],
)
@pytest.mark.parametrize(
    "document",
    [
        "{ article %s { title } }",
        "{ ... %s { article { title } } }",
        "{ ...A %s } fragment A on Query { article { title } }",
    ],
)
def test_what_is_left_out_costs_nothing(
    declared: None, document: str, directive: str, variables: dict[str, Any], expected: int
) -> None:
    header = "query($b: Boolean!) " if "$b" in directive else ""

    assert cost(header + document % directive, **variables) == expected


def test_declared_length_and_weight(declared: None) -> None:
    assume_length("Article.authors", 2)
    weigh("Author.photo", 7)
    weigh("Query.search", 30)

    assert cost('{ article { authors { photo { url } } } search(text: "a") }') == 1 + 2 * (1 + 7) + 30


@pytest.mark.parametrize(
    ("document", "variables", "expected"),
    [
        ('{ nodes(uids: ["a", "b", "c"]) { title } }', {}, 3),
        ('{ nodes(uids: "a") { title } }', {}, 1),
        ("query($uids: [ID!]) { nodes(uids: $uids) { authors { name } } }", {"uids": ["a"] * 100}, 100 * (1 + 5)),
        ("query($uids: [ID!]) { nodes(uids: $uids) { title } }", {}, 1),
    ],
)
def test_list_that_is_counted_by_an_argument(
    declared: None, document: str, variables: dict[str, Any], expected: int
) -> None:
    count_argument("Query.nodes", "uids")

    assert cost(document, **variables) == expected


def test_size_that_is_assumed_for_connections_is_theirs() -> None:
    assert declarations.ASSUMED_PAGE == ROWS_BY_DEFAULT


def test_introspection_is_measured_apart() -> None:
    node = parse('{ article { title } __type(name: "Query") { ofType { ofType { name } } } }')
    (operation,) = node.definitions
    assert isinstance(operation, OperationDefinitionNode)

    planned = plan(SCHEMA, node, operation)

    assert (planned.cost, planned.introspection, planned.reads_data) == (1, 3, True)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("{ __typename __schema { queryType { name } } }", False),
        ("{ search }", True),
        ("{ ...A } fragment A on Query { ... { search } }", True),
        ("{ ...A } fragment A on Query { __typename }", False),
    ],
)
def test_what_needs_no_data_is_known(document: str, expected: bool) -> None:
    node = parse(document)
    operation = node.definitions[0]
    assert isinstance(operation, OperationDefinitionNode)

    assert plan(SCHEMA, node, operation).reads_data is expected


@pytest.mark.parametrize(("allowed", "refused"), [(10, False), (9, True)])
def test_cost_limit(declared: None, settings: Settings, allowed: int, refused: bool) -> None:
    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "cost": allowed}
    node = parse("{ pages { title } }")
    (operation,) = node.definitions
    assert isinstance(operation, OperationDefinitionNode)

    measured, error = cost_refusal(plan(SCHEMA, node, operation), {})

    assert (measured, error is not None) == (10, refused)


@pytest.mark.parametrize(
    ("document", "variables", "measured"),
    [
        ("{ articles(first: 100) { totalCount } }", {}, None),
        ("{ articles(first: 101) { totalCount } }", {}, 101),
        ("{ articles(last: 101) { totalCount } }", {}, 101),
        ("query($n: Int) { articles(first: $n) { totalCount } }", {"n": 100}, None),
        ("query($n: Int) { articles(first: $n) { totalCount } }", {"n": 101}, 101),
        ("query($n: Int) { articles(last: $n) { totalCount } }", {"n": None}, None),
        ("query($n: Int) { articles(last: $n) { totalCount } }", {}, None),
        ("{ pages(limit: 1000) { title } }", {}, None),
    ],
)
def test_page_size(document: str, variables: dict[str, Any], measured: int | None) -> None:
    node = prepare(document, SCHEMA)

    refused = page_size(node.page_arguments, variables)

    assert (refused and (refused.extensions or {})["measured"]) == measured


def test_cost_is_told_when_asked(post: Post) -> None:
    answer = json.loads(post({"query": "{ __typename }"}).content)
    with_cost = json.loads(post({"query": "{ __typename }", "extensions": {"cost": True}}).content)

    assert answer == {"data": {"__typename": "Query"}}
    assert with_cost["extensions"] == {"cost": {"measured": 0, "allowed": 5_000}}


@pytest.mark.django_db
def test_cost_over_the_limit_is_refused(post: Post, settings: Settings) -> None:
    payload = {"query": "query($n: Int) { pages(limit: $n) { id } }"}
    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "cost": 20}

    within = json.loads(post({**payload, "variables": {"n": 20}, "extensions": {"cost": True}}).content)
    over = json.loads(post({**payload, "variables": {"n": 21}}).content)

    assert within["extensions"] == {"cost": {"measured": 20, "allowed": 20}}
    assert "data" not in over
    assert {key: over["errors"][0]["extensions"][key] for key in ("code", "limit", "measured", "allowed")} == {
        "code": "LIMIT_EXCEEDED",
        "limit": "cost",
        "measured": 21,
        "allowed": 20,
    }
