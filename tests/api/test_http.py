"""The endpoint over HTTP: methods, media types, headers, bodies, and errors in one shape."""

from __future__ import annotations

import io
import json
import logging
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from graphql import GraphQLArgument, GraphQLInt, GraphQLString
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page

from content_api.arguments import usable_arguments
from content_api.errors import BadInputError, ErrorCode
from content_api.http.formatting import MASK
from content_api.http.view import GraphQLView
from tests.api.conftest import Post

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
TYPENAME = "{ __typename }"


def error_of(response: HttpResponse) -> dict[str, Any]:
    (error,) = json.loads(response.content)["errors"]
    return dict(error)


def code_of(response: HttpResponse) -> str:
    return str(error_of(response)["extensions"]["code"])


def test_post(post: Post) -> None:
    response = post({"query": TYPENAME})

    assert response.status_code == 200
    assert json.loads(response.content) == {"data": {"__typename": "Query"}}
    assert response["Content-Type"] == "application/json; charset=utf-8"


def test_get(client: Client) -> None:
    query = "query Q($yes: Boolean!) { __typename @include(if: $yes) }"

    response = client.get("/graphql/", {"query": query, "variables": '{"yes": false}', "operationName": "Q"})

    assert json.loads(response.content) == {"data": {}}


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_other_methods_are_not_allowed(client: Client, method: str) -> None:
    response = getattr(client, method)("/graphql/")

    assert (response.status_code, code_of(response)) == (405, "BAD_REQUEST")
    assert response["Allow"] == "GET, POST, OPTIONS"


@pytest.mark.parametrize(
    ("accept", "answered"),
    [
        (GRAPHQL_JSON, GRAPHQL_JSON),
        (JSON, JSON),
        ("*/*", JSON),
        ("application/*", JSON),
        (f"{JSON};q=0.5, {GRAPHQL_JSON}", GRAPHQL_JSON),
        (f"{GRAPHQL_JSON}; charset=utf-8, {JSON}; charset=utf-8;q=0.9", GRAPHQL_JSON),
        (f"{GRAPHQL_JSON},{JSON};q=0.9", GRAPHQL_JSON),
        (f"text/html, {JSON};charset=utf-8", JSON),
    ],
)
def test_media_type_is_the_one_accepted(post: Post, accept: str, answered: str) -> None:
    assert post({"query": TYPENAME}, accept=accept)["Content-Type"] == f"{answered}; charset=utf-8"


def test_unknown_media_type_is_not_acceptable(post: Post) -> None:
    response = post({"query": TYPENAME}, accept="text/html")

    assert (response.status_code, code_of(response)) == (406, "BAD_REQUEST")


@pytest.mark.parametrize(("accept", "status"), [(JSON, 200), (GRAPHQL_JSON, 400)])
@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"query": "{"}, "SYNTAX_ERROR"),
        ({"query": "{ nothing }"}, "VALIDATION_FAILED"),
        ({"query": "{ page(id: {}) { id } }"}, "VALIDATION_FAILED"),
        ({"query": "{ route { status } }"}, "VALIDATION_FAILED"),
        ({"query": "mutation { __typename }"}, "VALIDATION_FAILED"),
        ({"query": "subscription { __typename }"}, "VALIDATION_FAILED"),
        ({"query": "query($id: ID!) { page(id: $id) { id } }"}, "BAD_INPUT"),
        ({"query": "query($n: Int) { pages(limit: $n) { id } }", "variables": {"n": "many"}}, "BAD_INPUT"),
        ({"query": "query A { __typename } query B { __typename }"}, "BAD_INPUT"),
        ({"query": "query A { __typename }", "operationName": "C"}, "BAD_INPUT"),
    ],
)
def test_document_that_cannot_run(post: Post, payload: dict[str, Any], code: str, accept: str, status: int) -> None:
    response = post(payload, accept=accept)

    assert (response.status_code, code_of(response)) == (status, code)
    assert "data" not in json.loads(response.content)


@pytest.mark.parametrize(
    ("payload", "message"),
    [
        (b" ", "The body is not valid JSON."),
        (b"{", "The body is not valid JSON."),
        (b"\xff\xfe", "The body is not valid JSON."),
        (b"[" * 50_000, "The body is not valid JSON."),
        (b'{"query": "{ __typename }", "variables": {"n": NaN}}', "The body is not valid JSON."),
        (b'{"query": "{ __typename }", "variables": {"n": -Infinity}}', "The body is not valid JSON."),
        (b'{"query": "{ __typename }", "variables": {"half": "\\ud83c"}}', "The body is not valid JSON."),
        (b'{"query": "{ \\uDF00 }"}', "The body is not valid JSON."),
        ([{"query": TYPENAME}], "The request must be one JSON object; batches are not supported."),
        ("null", "The request must be one JSON object; batches are not supported."),
        ({}, "The parameter 'query' must be a GraphQL document."),
        ({"query": 7}, "The parameter 'query' must be a GraphQL document."),
        ({"query": " "}, "The parameter 'query' must be a GraphQL document."),
        ({"query": TYPENAME, "variables": []}, "The parameter 'variables' must be a JSON object."),
        ({"query": TYPENAME, "extensions": "x"}, "The parameter 'extensions' must be a JSON object."),
        ({"query": TYPENAME, "operationName": 1}, "The parameter 'operationName' must be a text."),
    ],
)
def test_body_that_is_no_request(post: Post, payload: Any, message: str) -> None:
    response = post(payload)

    assert response.status_code == 400
    assert (error_of(response)["message"], code_of(response)) == (message, "BAD_REQUEST")


def test_variables_in_the_address_must_be_json(client: Client) -> None:
    response = client.get("/graphql/", {"query": TYPENAME, "variables": "{"})

    assert error_of(response)["message"] == "The parameter 'variables' is not valid JSON."


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"])
def test_form_is_no_request(client: Client, content_type: str) -> None:
    response = client.generic("POST", "/graphql/", b"query={__typename}", content_type=content_type)

    assert (response.status_code, code_of(response)) == (415, "BAD_REQUEST")


@pytest.mark.parametrize("declared", [True, False])
def test_body_over_the_limit_is_refused(client: Client, declared: bool) -> None:
    body = json.dumps({"query": TYPENAME, "padding": "x" * 2_000_000}).encode()
    extra = {} if declared else {"CONTENT_LENGTH": str(100_001)}

    response = client.generic("POST", "/graphql/", body, content_type=JSON, **extra)

    assert (response.status_code, code_of(response)) == (413, "BODY_TOO_LARGE")


@pytest.mark.parametrize(("length", "status"), [(100_000, 200), (100_001, 413)])
def test_body_without_a_length_is_read_up_to_the_limit(rf: RequestFactory, length: int, status: int) -> None:
    body = json.dumps({"query": TYPENAME}).encode().ljust(length)
    request = rf.generic("POST", "/graphql/", b"x", content_type=JSON, HTTP_TRANSFER_ENCODING="chunked")
    request.META.pop("CONTENT_LENGTH", None)
    request.META["wsgi.input"] = stream = io.BytesIO(body + b"x" * 20_000_000)
    if status == 200:
        request.META["wsgi.input"] = stream = io.BytesIO(body)
    request.META["wsgi.input_terminated"] = True

    response = GraphQLView.as_view()(request)

    assert response.status_code == status
    assert stream.tell() <= 100_001


def test_body_without_a_length_needs_a_server_that_ends_it(rf: RequestFactory) -> None:
    request = rf.generic("POST", "/graphql/", b"x", content_type=JSON, HTTP_TRANSFER_ENCODING="chunked")
    request.META.pop("CONTENT_LENGTH", None)

    response = GraphQLView.as_view()(request)

    assert (response.status_code, error_of(response)["message"]) == (411, "Send the length of the body.")


def test_body_that_breaks_off(rf: RequestFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: Any) -> bytes:
        raise OSError("connection reset by 10.0.0.7")

    request = rf.post("/graphql/", {"query": TYPENAME}, content_type=JSON)
    monkeypatch.setattr(request, "read", broken)

    response = GraphQLView.as_view()(request)

    assert (response.status_code, error_of(response)["message"]) == (400, "The body broke off.")


@pytest.mark.parametrize("characters", ["\U0001f3c3", "\\ud83c\\udfc3"])
def test_whole_characters_pass(post: Post, characters: str) -> None:
    body = '{"query": "query($name: String!) { __type(name: $name) { name } }", "variables": {"name": "?"}}'

    response = post(body.replace("?", characters).encode())

    assert json.loads(response.content) == {"data": {"__type": None}}


def test_body_at_the_limit_is_read(post: Post, settings: Any) -> None:
    body = json.dumps({"query": TYPENAME}).encode()

    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "body_bytes": len(body)}
    assert post(body).status_code == 200

    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "body_bytes": len(body) - 1}
    assert post(body).status_code == 413


def test_headers_keep_shared_caches_right(post: Post) -> None:
    response = post({"query": TYPENAME})

    assert response["Vary"].lower() == "accept, authorization, origin"
    assert response["Cache-Control"] == "no-cache"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies


def test_error_is_not_stored_and_names_its_request(post: Post) -> None:
    response = post({"query": "{ nothing }"})

    assert response["Cache-Control"] == "no-store"
    assert error_of(response)["extensions"]["requestId"] == response["X-Request-Id"]


@pytest.mark.django_db
def test_log_in_changes_nothing(admin_client: Client, client: Client) -> None:
    Page.objects.get(slug="home").unpublish()
    payload = {"query": '{ page(slug: "home") { id } }'}

    answers = [json.loads(one.post("/graphql/", payload, content_type=JSON).content) for one in (admin_client, client)]

    assert answers == [{"data": {"page": None}}] * 2


@pytest.mark.django_db
def test_unexpected_error_is_masked_and_logged(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr("content_api.fields.interfaces.translations_of", broken)
    with caplog.at_level(logging.ERROR, logger="content_api.unhandled"):
        response = post({"query": 'query Who { page(slug: "home") { title next: parent { id } translations { id } } }'})

    error = error_of(response)
    assert (response.status_code, error["message"], code_of(response)) == (200, MASK, "INTERNAL_ERROR")
    assert error["path"] == ["page", "translations"]
    assert b"hunter2" not in response.content
    (record,) = caplog.records
    assert response["X-Request-Id"] in record.getMessage()
    assert "page.translations" in record.getMessage()
    assert record.exc_info is not None


def test_refused_document_runs_no_sql(post: Post, django_assert_num_queries: DjangoAssertNumQueries, db: None) -> None:
    with django_assert_num_queries(0):
        response = post({"query": "{ pages { nothing } }"})

    assert code_of(response) == "VALIDATION_FAILED"


@pytest.mark.django_db
def test_masked_error_is_logged_with_the_name_of_its_operation(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("content_api.fields.interfaces.translations_of", broken)
    post({"query": 'query Who { page(slug: "home") { translations { id } } }'})

    (record,) = [one for one in caplog.records if one.name == "content_api.unhandled"]
    assert "operation 'Who' at page.translations" in record.getMessage()


def test_error_outside_of_any_field_is_masked_too(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("password=hunter2")

    monkeypatch.setattr("content_api.http.executing.execute", broken)
    response = post({"query": TYPENAME})

    assert (response.status_code, error_of(response)["message"], code_of(response)) == (500, MASK, "INTERNAL_ERROR")
    assert b"hunter2" not in response.content


@pytest.mark.parametrize(
    ("trusted", "given", "taken"),
    [
        (False, "0123456789abcdef", False),
        (True, "0123456789abcdef", True),
        (True, "0123456789abcde", False),
        (True, "0" * 65, False),
        (True, "0123456789abcdef\nERROR", False),
    ],
)
def test_request_id_of_a_proxy(post: Post, settings: Settings, trusted: bool, given: str, taken: bool) -> None:
    settings.TRUST_REQUEST_ID = trusted

    answered = post({"query": TYPENAME}, **{"x-request-id": given})["X-Request-Id"]

    assert (answered == given) is taken
    assert re.fullmatch(r"[0-9a-f]{16,32}", answered)


def test_introspection_can_be_closed(post: Post, settings: Settings) -> None:
    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "introspection": False}

    for query in (
        "{ __schema { queryType { name } } }",
        '{ ...A } fragment A on Query { __type(name: "Page") { name } }',
    ):
        assert code_of(post({"query": query})) == "INTROSPECTION_REFUSED"
    assert post({"query": TYPENAME}, accept=GRAPHQL_JSON).status_code == 200


@pytest.mark.parametrize(("suggestions", "told"), [(True, " Did you mean 'page' or 'pages'?"), (False, "")])
def test_suggestions_can_be_closed(post: Post, settings: Settings, suggestions: bool, told: str) -> None:
    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "suggestions": suggestions}

    response = post({"query": "{ pagse { id } }"})

    assert error_of(response)["message"].startswith("Cannot query field 'pagse' on type 'Query'.")
    assert ("Did you mean" in error_of(response)["message"]) is bool(told)


def test_every_code_says_what_it_means() -> None:
    assert [code for code in ErrorCode if not code.description.endswith(".")] == []


@pytest.mark.parametrize(
    ("argument", "holds"),
    [
        ("a\x00b", True),
        (["a", ["\x00"]], True),
        ({"and": [{"text": "\x00"}]}, True),
        ({"\x00": 1}, True),
        ({"and": [{"text": "a", "number": 1, "nothing": None}]}, False),
    ],
)
def test_nul_character_is_found_at_any_depth(argument: Any, holds: bool) -> None:
    resolve = usable_arguments(lambda source, info, **arguments: arguments, {})

    if holds:
        with pytest.raises(BadInputError, match=r"^The argument 'filter' must not contain a NUL character.$"):
            resolve(None, None, filter=argument)
    else:
        assert resolve(None, None, filter=argument) == {"filter": argument}


def test_null_stands_for_the_default_of_an_argument() -> None:
    declared = {
        "firstOnes": GraphQLArgument(GraphQLInt, default_value=20, out_name="first_ones"),
        "after": GraphQLArgument(GraphQLString),
    }
    resolve = usable_arguments(lambda source, info, **arguments: arguments, declared)

    assert resolve(None, None, first_ones=None, after=None) == {"first_ones": 20, "after": None}
    assert resolve(None, None, first_ones=0) == {"first_ones": 0}


@pytest.mark.django_db
def test_null_is_taken_by_every_argument_with_a_default(post: Post) -> None:
    query = """query($null: Int, $null_: SearchMode) {
      search(query: "words", first: $null, offset: null, operator: null, mode: $null_) { totalCount }
      articles(orderBy: null) { totalCount }
      pages(searchQuery: "words", searchOperator: null) { id }
    }"""

    assert "errors" not in json.loads(post({"query": query}).content)


@pytest.mark.parametrize("field", ["page(slug: $text)", "page(urlPath: $text)", "pages(searchQuery: $text)"])
def test_nul_character_is_refused(post: Post, field: str) -> None:
    response = post({"query": f"query($text: String) {{ {field} {{ id }} }}", "variables": {"text": "a\x00b"}})

    assert (code_of(response), error_of(response)["message"].endswith(" must not contain a NUL character.")) == (
        "BAD_INPUT",
        True,
    )


def test_fragments_that_are_not_used_are_allowed(post: Post) -> None:
    assert post({"query": "{ __typename } fragment F on PageInterface { id }"}, accept=GRAPHQL_JSON).status_code == 200


@pytest.mark.parametrize(
    ("origin", "allowed"), [("https://frontend.example", "https://frontend.example"), ("https://evil.example", None)]
)
def test_browsers_may_ask_from_configured_origins(client: Client, origin: str, allowed: str | None) -> None:
    preflight = client.options(
        "/graphql/",
        headers={
            "origin": origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type",
        },
    )
    answer = client.post("/graphql/", {"query": TYPENAME}, content_type=JSON, headers={"origin": origin})

    assert preflight.status_code == 200
    assert preflight.get("Access-Control-Allow-Origin") == allowed
    assert answer.get("Access-Control-Allow-Origin") == allowed
    assert answer.get("Access-Control-Allow-Credentials") is None
