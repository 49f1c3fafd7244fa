"""Whatever is sent, the answer is JSON in the usual shape, no failure of ours, and tells nothing of the inside."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from content_api.errors import ErrorCode

REQUESTS = 200
FAULTS = {ErrorCode.INTERNAL_ERROR, ErrorCode.UNAVAILABLE, ErrorCode.TIMEOUT}
INTERNALS = re.compile(
    r"Traceback|File \"|\.py\b|site-packages|psycopg|sqlite|OperationalError|ValueError|TypeError|KeyError"
    r"|UnicodeEncodeError|RecursionError|set_int_max_str_digits|SELECT |INSERT |wagtailcore_|object at 0x|<class",
)
OPERATION = """
query Q($text: String, $number: Int, $id: ID, $flag: Boolean, $path: String!) {
  route(path: $path, locale: $text, site: $text) { status }
  page(slug: $text) { title children(limit: $number, searchQuery: $text) { id } }
  byId: page(id: $id) { title }
  byPath: page(urlPath: $path) { title }
  pages(limit: $number, offset: $number, order: $text, inMenu: $flag, searchQuery: $text, contentType: $text) { id }
}
"""

characters = st.characters() | st.sampled_from("\x00\ud800\U0001f3c3\"'\\%_;:*()-\n")
texts = st.text(characters, max_size=40)
numbers = st.integers() | st.floats() | st.sampled_from([2**31, -(2**31) - 1, 2**63, 10**30, 1e308])
scalars = st.none() | st.booleans() | numbers | texts
values = st.recursive(scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))
names = st.sampled_from(["query", "variables", "operationName", "extensions", "id", "documentId"])
persisted = st.fixed_dictionaries(
    {"persistedQuery": st.dictionaries(st.sampled_from(["version", "sha256Hash"]), values)}
)
variables = st.dictionaries(st.sampled_from(["text", "number", "id", "flag", "path"]), values)
objects = (
    st.dictionaries(names, values)
    | st.fixed_dictionaries({"query": st.just(OPERATION), "variables": variables | values})
    | st.fixed_dictionaries({"query": texts.map(lambda text: "{ page(slug: " + json.dumps(text) + ") { id } }")})
    | st.fixed_dictionaries({"query": st.text('{}()[]!:.$@"#, \n\\abfn1-', max_size=60)})
    | st.fixed_dictionaries({"query": st.just("{ __typename }"), "extensions": persisted | values})
)
bodies = st.binary(max_size=200) | values.map(json.dumps).map(str.encode) | objects.map(json.dumps).map(str.encode)
content_types = st.just("application/json") | st.sampled_from(
    ["", "text/plain", "application/json; charset=latin-1", "application/x-www-form-urlencoded", "multipart/form-data"]
)
accepted = st.just("application/json") | st.sampled_from(
    ["", "*/*", "application/graphql-response+json", "text/html", ";;q=x", "application/*;q=0", "a/b;q=1e999"]
)
methods = st.just("POST") | st.sampled_from(["GET", "PUT", "DELETE", "PATCH", "OPTIONS", "HEAD", "TRACE"])


def faults_of(response: HttpResponse) -> list[str]:
    """What is wrong with a response that should be an answer, or blame the request in the shape of one."""
    faults = [f"status {response.status_code}"] if response.status_code >= 500 else []
    if not response.content:  # to OPTIONS and HEAD
        return faults
    answer = json.loads(response.content)
    if told := INTERNALS.search(response.content.decode()):
        faults.append(f"tells {told[0]!r}")
    if further := answer.keys() - {"data", "errors", "extensions"}:
        faults.append(f"has {further}")
    for error in answer.get("errors", []):
        if not error["message"]:
            faults.append("says nothing")
        if error["extensions"]["code"] not in set(ErrorCode) - FAULTS:
            faults.append(f"code {error['extensions']['code']}")
        if error["extensions"]["requestId"] != response["X-Request-Id"]:
            faults.append("another request id")
    return faults


class MalformedRequestsTest(TestCase):
    """A class because each example needs a transaction of its own."""

    @settings(max_examples=REQUESTS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(methods, bodies, content_types, accepted)
    def test_any_body(self, method: str, body: bytes, content_type: str, accept: str) -> None:
        response = Client().generic(method, "/graphql/", body, content_type=content_type, headers={"accept": accept})
        assert faults_of(response) == []

    @settings(max_examples=REQUESTS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(st.dictionaries(names, texts | objects.map(json.dumps)))
    def test_any_address(self, parameters: dict[str, str]) -> None:
        encoded = {name: value.encode("utf-8", "surrogatepass") for name, value in parameters.items()}
        assert faults_of(Client().get("/graphql/", encoded)) == []

    @settings(max_examples=REQUESTS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
    @given(variables)
    def test_any_variables(self, given_variables: dict[str, Any]) -> None:
        body = json.dumps({"query": OPERATION, "variables": given_variables}).encode()
        assert faults_of(Client().generic("POST", "/graphql/", body, content_type="application/json")) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", [" ", 'a"b', '"', '"" "', "a'b", "a:b", "*", "(", "NOT", "^a", "{a", '\\"', "AND OR", "a\x1fb"]
)
@pytest.mark.parametrize("operator", ["AND", "OR"])
def test_any_words_can_be_searched(client: Client, words: str, operator: str) -> None:
    query = f"query($words: String) {{ pages(searchQuery: $words, searchOperator: {operator}) {{ id }} }}"

    response = client.post(
        "/graphql/", {"query": query, "variables": {"words": words}}, content_type="application/json"
    )

    assert "errors" not in response.json()
