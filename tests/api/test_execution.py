"""The executor decides as graphql-core's does: the same answers and errors, in a schema where all can go wrong."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import ExecutionContext, GraphQLSchema, build_schema, execute, parse

from content_api.http.context import Context
from content_api.http.execution import Executor
from content_api.leaves import LEAVES, leaf_of
from tests.api.conftest import Ask
from tests.factories.articles import ArticlePageFactory

SDL = """
type Query {
  book: Book
  requiredBook: Book!
  books: [Book!]!
  booksOrNull: [Book]
  shelf: [Thing]
  matrix: [[Int]]
  notAList: [Book]
  echo(word: String = "default", size: Int!): String
}
interface Titled { title: String }
union Thing = Book | Film
type Book implements Titled {
  title: String  pages: Int!  failing: String  needed: String!  author: Author  sequel: Book
}
type Film implements Titled { title: String  minutes: Int }
type Author { name: String! }
"""


class Record:
    def __init__(self, kind: str, **values: Any) -> None:
        self.kind = kind
        self.__dict__.update(values)


def failing(*_: Any) -> Any:
    raise ValueError("no such thing")


BOOK = Record("Book", title="Nuages", pages=3, needed=None, author=Record("Author", name=None), sequel=None)
GOOD = Record("Book", title="Djangology", pages=12, needed="yes", author=Record("Author", name="Django"), sequel=BOOK)
FILM = Record("Film", title="Le train fantôme", minutes=82)


@pytest.fixture(scope="module")
def schema() -> GraphQLSchema:
    made = build_schema(SDL)
    values = {
        "book": GOOD,
        "requiredBook": None,
        "books": [GOOD, BOOK],
        "booksOrNull": [GOOD, None, BOOK, ValueError("a value that is an error")],
        "shelf": [GOOD, FILM, Record("Author", name="no thing"), Record("Nobody"), Record("Book", title=1, pages="x")],
        "matrix": [[1, None], None, [2, "three"]],
        "notAList": GOOD,
    }
    types: Any = made.type_map
    for name, value in values.items():
        types["Query"].fields[name].resolve = lambda source, info, value=value: value
    types["Query"].fields["echo"].resolve = lambda source, info, **given: repr(sorted(given.items()))
    types["Thing"].resolve_type = lambda value, info, union: value.kind
    for name in ("Book", "Film", "Author"):
        leaves = {}
        for field_name, field in types[name].fields.items():
            field.resolve = lambda source, info: getattr(source, info.field_name)
            if leaf := leaf_of(field, field_name, None):
                leaves[field_name] = leaf
        types[name].extensions[LEAVES] = leaves
    types["Book"].fields["failing"].resolve = failing
    del types["Book"].extensions[LEAVES]["failing"]
    return made


@pytest.mark.parametrize(
    "query",
    [
        "{ book { title pages author { name } sequel { title pages } } }",
        "{ book { failing title } }",
        "{ book { needed sequel { needed } } }",
        "{ requiredBook { title } }",
        "{ books { title needed } }",
        "{ books { title author { name } } }",
        "{ booksOrNull { title needed } }",
        "{ shelf { __typename ... on Titled { title } ... on Book { pages } ... on Film { minutes } } }",
        "{ matrix }",
        "{ notAList { title } }",
        "{ echo(size: 3) other: echo(word: null, size: 4) }",
        'query($size: Int!) { echo(size: $size) again: echo(word: "x", size: $size) }',
        "query($more: Boolean!) { book { title sequel @include(if: $more) { title } pages @skip(if: $more) } }",
        "{ book { ...A ...B } } fragment A on Book { sequel { title } } fragment B on Book { sequel { pages } }",
        "{ first: book { t: title } second: book { title: pages } __typename }",
        "{ __schema { queryType { name fields { name args { name defaultValue } } } } }",
    ],
)
def test_same_result_as_graphql_core(query: str, schema: GraphQLSchema) -> None:
    document = parse(query)
    variables = {"size": 7, "more": True} if query.startswith("query") else {}

    theirs = execute(schema, document, context_value=Context(), variable_values=variables)
    ours = execute(
        schema, document, context_value=Context(), variable_values=variables, execution_context_class=Executor
    )

    assert Executor.execute_fields is not ExecutionContext.execute_fields
    assert ours.formatted == theirs.formatted


def test_selections_are_found_out_once_for_a_document(schema: GraphQLSchema) -> None:
    document = parse("{ books { title } }")
    selections: dict[Any, Any] = {}

    for _ in range(2):
        execute(schema, document, context_value=Context(selections=selections), execution_context_class=Executor)

    ((_, kept),) = selections.items()
    assert [one.name for one in kept] == ["books"]
    assert [[one.name for one in below] for below in kept[0].below.values()] == [["title"]]


@pytest.mark.django_db
def test_variables_of_directives_are_those_of_each_request(ask: Ask) -> None:
    page = ArticlePageFactory(title="Once more")
    query = "query($id: ID!, $more: Boolean!) { page(id: $id) { title slug @include(if: $more) } }"

    answers = [ask(query, id=str(page.pk), more=more)["page"] for more in (True, False, True)]

    with_slug = {"title": "Once more", "slug": page.slug}
    assert answers == [with_slug, {"title": "Once more"}, with_slug]


@pytest.mark.django_db
def test_arguments_are_those_of_each_request(ask: Ask) -> None:
    pages = ArticlePageFactory.create_batch(2)
    query = "query($id: ID!) { page(id: $id) { title } }"

    assert [ask(query, id=str(page.pk))["page"]["title"] for page in pages] == [page.title for page in pages]
