"""What clients may ask for and from where: scopes, rights, origins."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from content_api import scopes
from content_api.clients.models import ApiClient
from content_api.clients.origins import check_origins
from content_api.scopes import Scope, needs_scope
from tests.api.clients.conftest import AskAs
from tests.api.conftest import Post
from tests.factories.clients import ApiClientFactory

SITE = "https://site.example"
OTHER = "https://other.example"
TAGS = "{ tags { totalCount } }"


def told(response: Any) -> tuple[int, str, str]:
    (error,) = json.loads(response.content)["errors"]
    assert "data" not in json.loads(response.content)
    assert response["Cache-Control"] == "no-store"
    return response.status_code, error["extensions"]["code"], error["message"]


@pytest.fixture
def tags_need_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scopes, "_needed", {})
    needs_scope("tags", Scope.SYNC)


@pytest.mark.parametrize(
    "query",
    [
        TAGS,
        "{ a: __typename b: tags { totalCount } }",
        "{ ... on Query { ... { tags { totalCount } } } }",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { tags { totalCount } }",
        "query($no: Boolean = false) { __typename tags @include(if: $no) { totalCount } }",
    ],
)
def test_field_out_of_scope(
    send: AskAs, query: str, tags_need_sync: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):  # the client's
        response = send(query)

    assert told(response) == (403, "FORBIDDEN_SCOPE", "The field 'tags' needs the scope 'sync'.")


def test_only_the_operation_that_is_executed_counts(post: Post, secret: str, tags_need_sync: None) -> None:
    query = "query A { __typename } query B { tags { totalCount } }"
    authorization = f"Bearer {secret}"

    fine = post({"query": query, "operationName": "A"}, authorization=authorization)
    refused = post({"query": query, "operationName": "B"}, authorization=authorization)

    assert fine.status_code == 200
    assert told(refused)[:2] == (403, "FORBIDDEN_SCOPE")


@pytest.mark.parametrize(
    ("given", "query", "needed"),
    [
        (["sync"], TAGS, None),
        (["sync", "published"], "{ tags { totalCount } topics { totalCount } }", None),
        (["sync"], "{ topics { totalCount } }", "published"),
        (["preview"], "{ topics { totalCount } }", "published"),
        (["newsletter"], "{ topics { totalCount } }", "published"),
        ([], "{ __typename __schema { queryType { name } } }", None),
        (["unheard of"], TAGS, "sync"),
    ],
)
def test_scopes_of_a_client(
    send: AskAs, api_client: ApiClient, tags_need_sync: None, given: list[str], query: str, needed: str | None
) -> None:
    ApiClient.objects.update(scopes=given)

    response = send(query)

    if needed is None:
        assert "errors" not in json.loads(response.content)
    else:
        assert told(response)[2].endswith(f"needs the scope '{needed}'.")


@pytest.mark.parametrize(("sync", "status"), [(True, 200), (False, 403)])
@pytest.mark.django_db
def test_the_public_syncs_where_the_operator_lets_it(
    post: Post, settings: Any, tags_need_sync: None, sync: bool, status: int
) -> None:
    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "sync": sync}

    assert post({"query": TAGS}).status_code == status


@pytest.mark.parametrize(
    ("right", "query", "code"),
    [
        ("may_introspect", "{ __schema { queryType { name } } }", "INTROSPECTION_REFUSED"),
        ("sends_free_documents", "{ __typename }", "DOCUMENT_NOT_TRUSTED"),
    ],
)
def test_rights_are_the_clients_own(
    send: AskAs, post: Post, api_client: ApiClient, right: str, query: str, code: str
) -> None:
    allowed = send(query)
    ApiClient.objects.update(**{right: False})
    refused = send(query)

    assert "errors" not in json.loads(allowed.content)
    assert told(refused)[1] == code
    assert "errors" not in json.loads(post({"query": query}).content)


@pytest.mark.parametrize("told_more", [True, False])
def test_suggestions_are_the_clients_own(send: AskAs, api_client: ApiClient, settings: Any, told_more: bool) -> None:
    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "suggestions": not told_more}
    ApiClient.objects.update(gets_suggestions=told_more)

    assert ("Did you mean" in told(send("{ pagse { id } }"))[2]) is told_more


@pytest.mark.parametrize(
    ("allowed", "origin", "status"),
    [
        ([], None, 200),
        ([SITE], None, 200),
        ([SITE], SITE, 200),
        ([SITE], OTHER, 403),
        ([SITE], "null", 403),
        ([SITE], "", 403),
        ([SITE], "https://SITE.example", 403),
        ([SITE], f"{SITE}:444", 403),
        ([], SITE, 403),
        ([], "https://frontend.example", 403),  # which the operator allows to the public
        ([], "http://api.testserver", 200),  # GraphiQL
    ],
)
def test_origins_of_a_client(
    send: AskAs, api_client: ApiClient, allowed: list[str], origin: str | None, status: int
) -> None:
    ApiClient.objects.update(allowed_origins=allowed)

    response = send(**{} if origin is None else {"origin": origin})

    assert response.status_code == status
    if status == 403:
        assert told(response) == (403, "FORBIDDEN_ORIGIN", "This origin may not use the token.")


@pytest.mark.parametrize(
    ("origin", "mine", "readable"), [(SITE, SITE, True), (OTHER, SITE, False), (SITE, OTHER, False)]
)
def test_browser_reads_the_answer_at_the_clients_origin(
    send: AskAs, api_client: ApiClient, origin: str, mine: str, readable: bool
) -> None:
    """Another client's origin does not count."""
    ApiClientFactory(allowed_origins=[SITE, OTHER])
    ApiClient.objects.filter(pk=api_client.pk).update(allowed_origins=[mine])

    response = send(origin=origin)

    assert response.headers.get("Access-Control-Allow-Origin") == (origin if readable else None)
    assert response.headers.get("Access-Control-Allow-Credentials") is None


def preflight(client: Client, origin: str, path: str = "/graphql/") -> Any:
    return client.options(
        path,
        headers={
            "origin": origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "authorization, content-type",
        },
    )


def test_preflight_is_allowed_to_the_origins_of_active_clients(client: Client, api_client: ApiClient) -> None:
    ApiClientFactory(allowed_origins=[SITE])
    ApiClientFactory(allowed_origins=[OTHER], is_active=False)

    allowed, closed = preflight(client, SITE), preflight(client, OTHER)

    assert (allowed.status_code, allowed["Access-Control-Allow-Origin"]) == (200, SITE)
    assert "authorization" in allowed["Access-Control-Allow-Headers"]
    assert "Access-Control-Allow-Origin" not in closed
    assert "Access-Control-Allow-Origin" not in preflight(client, SITE, "/healthz")


def test_refusal_of_a_token_can_be_read_by_the_script_that_sent_it(post: Post, db: None) -> None:
    ApiClientFactory(allowed_origins=[SITE])

    response = post({"query": "{ __typename }"}, authorization="Bearer word", origin=SITE)

    assert (response.status_code, response["Access-Control-Allow-Origin"]) == (401, SITE)


def test_public_answer_is_read_at_public_origins_only(
    post: Post, api_client: ApiClient, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    ApiClient.objects.update(allowed_origins=[SITE])

    with django_assert_num_queries(0):
        assert "Access-Control-Allow-Origin" not in post({"query": "{ __typename }"}, origin=SITE)


@pytest.mark.parametrize(
    "origin",
    [
        "https://www.example.org/",
        "https://www.example.org/path",
        "https://www.example.org:443",
        "https://WWW.example.org",
        "https://*.example.org",
        "https://user@www.example.org",
        "https://münchen.example",
        "https://www.example.org:port",
        "www.example.org",
        "ftp://www.example.org",
        "null",
        "*",
    ],
)
def test_what_is_no_origin(origin: str) -> None:
    with pytest.raises(ValidationError, match="is no origin"):
        check_origins([origin])


def test_what_is_an_origin() -> None:
    check_origins(
        ["https://www.example.org", "http://localhost:3000", "http://[::1]:3000", "https://xn--mnchen-3ya.de"]
    )
    with pytest.raises(ValidationError, match="At most 50 origins, not 51"):
        check_origins([f"https://{number}.example" for number in range(51)])
