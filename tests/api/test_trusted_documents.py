"""Documents by id and by hash: the shipped ones, and those that clients register where that is allowed."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from graphql import parse, print_ast
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisConnectionError

from content_api.checks import costs_are_declared_for_fields, trusted_documents_are_valid
from content_api.limits.cost import assume_length, declarations
from content_api.operations.trusted import trusted_documents
from tests.api.conftest import Post

DOCUMENT = "# the name of the root type\nquery Root($yes: Boolean = true) { __typename @include(if: $yes) }\n"
ANOTHER = "{ another: __typename }"
ANSWER = {"data": {"__typename": "Query"}}


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def persisted(text: str, query: str | None = None, **changes: Any) -> dict[str, Any]:
    """A request as Apollo's clients send it."""
    extension = {"version": 1, "sha256Hash": sha256(text), **changes}
    return {"extensions": {"persistedQuery": extension}} | ({"query": query} if query is not None else {})


def told(response: HttpResponse) -> tuple[int, str, str]:
    """Status, message and code of the only error."""
    answer = json.loads(response.content)
    (error,) = answer["errors"]
    assert "data" not in answer
    assert response["Cache-Control"] == "no-store"
    return response.status_code, error["message"], error["extensions"]["code"]


@pytest.fixture(autouse=True)
def operations(settings: Settings, tmp_path: Path) -> Path:
    """A folder of operations with one document."""
    settings.GRAPHQL_OPERATIONS_DIR = tmp_path / "operations"
    settings.GRAPHQL_OPERATIONS_DIR.mkdir()
    (settings.GRAPHQL_OPERATIONS_DIR / "root.graphql").write_text(DOCUMENT)
    return settings.GRAPHQL_OPERATIONS_DIR


@pytest.fixture
def registering(settings: Settings) -> None:
    settings.GRAPHQL_PERSISTED_QUERIES = {**settings.GRAPHQL_PERSISTED_QUERIES, "register": True}


@pytest.fixture
def trusted_only(settings: Settings) -> None:
    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "free_documents": False}


@pytest.mark.parametrize("parameter", ["id", "documentId"])
@pytest.mark.parametrize(
    "document_id",
    ["root", sha256(DOCUMENT), f"sha256:{sha256(DOCUMENT)}", sha256(print_ast(parse(DOCUMENT)))],
    ids=["name", "hash", "marked hash", "hash of the printed document"],
)
def test_trusted_document_by_id(client: Client, post: Post, parameter: str, document_id: str) -> None:
    by_post = post({parameter: document_id})
    by_get = client.get("/graphql/", {parameter: document_id, "variables": '{"yes": false}'})

    assert json.loads(by_post.content) == ANSWER
    assert json.loads(by_get.content) == {"data": {}}
    assert by_get["Cache-Control"] == "no-cache"


def test_shipped_documents_have_names(settings: Settings) -> None:
    settings.GRAPHQL_OPERATIONS_DIR = settings.BASE_DIR / "graphql" / "operations"

    assert {"article", "companies", "comparison", "pages", "route"} <= {one.name for one in trusted_documents()}


def test_unknown_id(post: Post) -> None:
    assert told(post({"id": "nobody"})) == (400, "No trusted document has this id.", "DOCUMENT_NOT_FOUND")


@pytest.mark.parametrize("further", [{"query": ANOTHER}, persisted(DOCUMENT)])
def test_id_stands_alone(post: Post, further: dict[str, Any]) -> None:
    assert told(post({"id": "root", **further})) == (400, "Send a document or an id, not both.", "BAD_REQUEST")


def test_trusted_document_by_apollo(client: Client, post: Post) -> None:
    address = "/graphql/?" + urlencode({"extensions": json.dumps(persisted(DOCUMENT)["extensions"])})

    assert json.loads(client.get(address).content) == ANSWER
    assert json.loads(post(persisted(DOCUMENT)).content) == ANSWER
    assert json.loads(post(persisted(DOCUMENT, query=DOCUMENT)).content) == ANSWER


@pytest.mark.parametrize("text", [DOCUMENT, ANOTHER])
def test_hash_must_be_that_of_the_text(post: Post, registering: None, text: str) -> None:
    refused = told(post(persisted(text, query="{ __typename }")))

    assert refused == (400, "provided sha does not match query", "PERSISTED_QUERY_MISMATCH")
    assert told(post(persisted(ANOTHER)))[1] == "PersistedQueryNotFound"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"version": 2}, "Unsupported persisted query version: it must be 1."),
        ({"sha256Hash": 7}, "The parameter 'extensions.persistedQuery.sha256Hash' must be a SHA-256 hash."),
        ({"sha256Hash": "ABC"}, "The parameter 'extensions.persistedQuery.sha256Hash' must be a SHA-256 hash."),
    ],
)
def test_malformed_extension(post: Post, changes: dict[str, Any], message: str) -> None:
    assert told(post(persisted(DOCUMENT, **changes))) == (400, message, "BAD_REQUEST")


@pytest.mark.parametrize(("accept", "status"), [("application/json", 200), ("application/graphql-response+json", 400)])
@pytest.mark.parametrize("query", [None, ANOTHER])
def test_registering_is_refused_by_default(post: Post, query: str | None, accept: str, status: int) -> None:
    refused = told(post(persisted(ANOTHER, query=query), accept=accept))

    assert refused == (status, "PersistedQueryNotSupported", "PERSISTED_QUERY_NOT_SUPPORTED")


def test_registering_where_it_is_allowed(post: Post, registering: None) -> None:
    unknown = told(post(persisted(ANOTHER)))
    registered = json.loads(post(persisted(ANOTHER, query=ANOTHER)).content)
    known = json.loads(post(persisted(ANOTHER)).content)

    assert unknown == (200, "PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND")
    assert registered == known == {"data": {"another": "Query"}}


def test_invalid_document_is_not_registered(post: Post, registering: None) -> None:
    text = "{ nothing }"

    assert told(post(persisted(text, query=text)))[2] == "VALIDATION_FAILED"
    assert told(post(persisted(text)))[2] == "PERSISTED_QUERY_NOT_FOUND"


@pytest.mark.parametrize(("bytes_", "code"), [(len(ANOTHER), None), (len(ANOTHER) - 1, "PERSISTED_QUERY_NOT_FOUND")])
def test_long_document_is_answered_and_not_registered(
    post: Post, registering: None, settings: Settings, bytes_: int, code: str | None
) -> None:
    settings.GRAPHQL_PERSISTED_QUERIES = {**settings.GRAPHQL_PERSISTED_QUERIES, "bytes": bytes_}

    assert "errors" not in json.loads(post(persisted(ANOTHER, query=ANOTHER)).content)
    assert json.loads(post(persisted(ANOTHER)).content).get("errors", [{}])[0].get("extensions", {}).get("code") == code


def test_number_of_registered_documents_is_bounded(post: Post, registering: None, settings: Settings) -> None:
    settings.GRAPHQL_PERSISTED_QUERIES = {**settings.GRAPHQL_PERSISTED_QUERIES, "count": 3}
    texts = [f"{{ name{number}: __typename }}" for number in range(20)]
    for text in texts:
        post(persisted(text, query=text))

    known = [text for text in texts if "errors" not in json.loads(post(persisted(text)).content)]

    assert len(known) == 3


def test_text_that_is_not_its_hash_is_not_believed(post: Post, registering: None, settings: Settings) -> None:
    settings.GRAPHQL_PERSISTED_QUERIES = {**settings.GRAPHQL_PERSISTED_QUERIES, "count": 1}
    cache.set("graphql:persisted:0", "{ forged: __typename }")

    assert told(post(persisted(ANOTHER)))[1] == "PersistedQueryNotFound"


def test_cache_that_does_not_answer(post: Post, registering: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise RedisConnectionError

    monkeypatch.setattr("content_api.operations.registered.cache", SimpleNamespace(get=away, set=away))

    assert json.loads(post(persisted(ANOTHER, query=ANOTHER)).content) == {"data": {"another": "Query"}}
    assert told(post(persisted(ANOTHER)))[1] == "PersistedQueryNotFound"


def test_free_documents_can_be_closed(post: Post, registering: None, trusted_only: None) -> None:
    assert told(post({"query": ANOTHER})) == (
        403,
        "Only trusted documents are answered: call one by its id.",
        "DOCUMENT_NOT_TRUSTED",
    )
    assert told(post(persisted(ANOTHER, query=ANOTHER)))[2] == "PERSISTED_QUERY_NOT_SUPPORTED"
    for payload in ({"id": "root"}, {"query": DOCUMENT}, persisted(DOCUMENT)):
        assert json.loads(post(payload).content) == ANSWER


def test_check_passes_for_what_ships(settings: Settings) -> None:
    settings.GRAPHQL_OPERATIONS_DIR = settings.BASE_DIR / "graphql" / "operations"

    assert trusted_documents_are_valid() == []
    assert costs_are_declared_for_fields() == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "Syntax Error: Expected Name, found <EOF>."),
        ("{ nothing }", "Cannot query field 'nothing' on type 'Query'."),
        ("{ " + "__typename " * 21 + "}", "The document exceeds the limit 'root_fields': 21, at most 20 allowed."),
        (
            "query($n: Int = 100) { pages(limit: $n) { children(limit: 60) { id } } }",
            "The document exceeds the limit 'cost': 6100, at most 5000 allowed.",
        ),
    ],
)
def test_check_names_the_document(operations: Path, text: str, problem: str) -> None:
    (operations / "wrong.graphql").write_text(text)

    messages = [error.msg for error in trusted_documents_are_valid()]

    assert f"The trusted document 'wrong' cannot be executed: {problem}" in messages
    assert all("'wrong'" in message for message in messages)


def test_check_names_fields_that_do_not_exist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(declarations, "_lengths", {})
    assume_length("ArticlePage.blogs", 3)

    (error,) = costs_are_declared_for_fields()

    assert error.msg == "A cost is declared for 'ArticlePage.blogs', which is no field of the schema."
