"""Tokens: what is stored of them, how they are compared, when they end."""

from __future__ import annotations

import hmac
import json
import logging
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
import time_machine
from django.core import serializers
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Site

from content_api.clients import tokens
from content_api.clients.models import ApiClient, ApiToken
from content_api.clients.reading import token_with_prefix
from tests.api.clients.conftest import AskAs
from tests.api.conftest import Post
from tests.factories.clients import ApiClientFactory

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
WRONG = "nuages_000000000000_" + "0" * 43


def told(response: Any) -> tuple[int, dict[str, Any], str | None]:
    """Status, the only error without the name of the request, and what the answer demands."""
    (error,) = json.loads(response.content)["errors"]
    error["extensions"].pop("requestId")
    assert response["Cache-Control"] == "no-store"
    return response.status_code, error, response.headers.get("WWW-Authenticate")


REFUSED = (
    401,
    {"message": "Send a valid token: 'Authorization: Bearer …'.", "extensions": {"code": "UNAUTHENTICATED"}},
    "Bearer",
)


def test_token_is_found_by_scanners_and_holds_256_bits(api_client: ApiClient) -> None:
    _, text = tokens.create(api_client)

    assert tokens.PATTERN.fullmatch(text)
    assert len(tokens.LETTERS) ** tokens.SECRET_LENGTH > 2**256
    assert tokens.create(api_client)[1] != text


def test_secret_is_stored_nowhere(api_client: ApiClient) -> None:
    token, text = tokens.create(api_client, note="production")
    secret = text.rpartition("_")[2]

    stored = serializers.serialize("json", [*ApiToken.objects.all(), *ApiClient.objects.all()])

    assert secret not in stored
    assert token.digest == tokens.digest_of(secret) != secret
    assert token.prefix in text


def test_token_opens_the_door(send: AskAs) -> None:
    response = send()

    assert response.status_code == 200
    assert json.loads(response.content) == {"data": {"__typename": "Query"}}
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("scheme", ["bearer", "BEARER"])
def test_scheme_is_written_in_any_case(post: Post, secret: str, scheme: str) -> None:
    assert post({"query": "{ __typename }"}, authorization=f"{scheme} {secret}").status_code == 200


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", f"Bearer {WRONG}", "Bearer word", "Basic dXNlcjpwYXNz", WRONG, "Bearer \x00"]
)
def test_header_that_is_no_token(post: Post, db: None, header: str) -> None:
    assert told(post({"query": "{ __typename }"}, authorization=header)) == REFUSED


def test_secret_of_another_token(post: Post, api_client: ApiClient) -> None:
    (_, first), (_, second) = tokens.create(api_client), tokens.create(api_client)
    mixed = first.rpartition("_")[0] + "_" + second.rpartition("_")[2]

    assert told(post({"query": "{ __typename }"}, authorization=f"Bearer {mixed}")) == REFUSED
    assert told(post({"query": "{ __typename }"}, authorization=f"Bearer {first.lower()}")) == REFUSED


@pytest.mark.parametrize(
    "closing",
    [
        lambda client, token: tokens.revoke(token),
        lambda client, token: ApiToken.objects.update(ends_at=NOW - timedelta(seconds=1)),
        lambda client, token: ApiToken.objects.update(ends_at=NOW),
        lambda client, token: ApiClient.objects.update(is_active=False),
        lambda client, token: ApiClient.objects.update(expires_at=NOW),
        lambda client, token: token.delete(),
        lambda client, token: client.delete(),
    ],
    ids=["revoked", "ended", "ends now", "inactive client", "expired client", "deleted token", "deleted client"],
)
def test_closed_token_is_refused_at_once_and_always_alike(
    send: AskAs, api_client: ApiClient, secret: str, closing: Any
) -> None:
    with time_machine.travel(NOW, tick=False):
        before = send()
        closing(api_client, api_client.tokens.get())
        after = send()

    assert before.status_code == 200
    assert told(after) == REFUSED


def test_token_in_the_address_is_no_token(client: Client, secret: str, settings: Any) -> None:
    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "access": False}

    for name in ("access_token", "token", "authorization", "Authorization"):
        assert told(client.get("/graphql/", {"query": "{ __typename }", name: secret})) == REFUSED


def test_api_can_be_closed_to_the_public(post: Post, send: AskAs, settings: Any) -> None:
    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "access": False}

    assert told(post({"query": "{ __typename }"})) == REFUSED
    assert send().status_code == 200


def test_refusal_reads_no_body(client: Client, db: None) -> None:
    response = client.generic(
        "POST", "/graphql/", b"x" * 200_000, content_type="text/plain", headers={"authorization": f"Bearer {WRONG}"}
    )

    assert told(response) == REFUSED


@pytest.mark.parametrize("prefix_is_known", [True, False])
def test_digests_are_compared_in_constant_time(
    post: Post, api_client: ApiClient, secret: str, monkeypatch: pytest.MonkeyPatch, prefix_is_known: bool
) -> None:
    compared = Mock(side_effect=hmac.compare_digest)
    monkeypatch.setattr("content_api.clients.tokens.hmac.compare_digest", compared)
    text = secret if prefix_is_known else WRONG

    post({"query": "{ __typename }"}, authorization=f"Bearer {text}")

    stored = api_client.tokens.get().digest if prefix_is_known else tokens.NO_DIGEST
    compared.assert_called_once_with(tokens.digest_of(text.rpartition("_")[2]), stored)


def test_right_secret_of_no_token_opens_nothing(post: Post, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if somebody knew what has the digest that is compared with where there is no token."""
    monkeypatch.setattr("content_api.clients.tokens.NO_DIGEST", tokens.digest_of("0" * 43))

    assert told(post({"query": "{ __typename }"}, authorization=f"Bearer {WRONG}")) == REFUSED


@pytest.mark.parametrize("rows", [1, 20])
def test_finding_a_client_takes_one_statement(
    post: Post, api_client: ApiClient, secret: str, rows: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(rows):
        tokens.create(ApiClientFactory())
        tokens.create(api_client)

    with django_assert_num_queries(1):
        assert post({"query": "{ __typename }"}, authorization=f"Bearer {secret}").status_code == 200
    with django_assert_num_queries(1):
        assert post({"query": "{ __typename }"}, authorization=f"Bearer {WRONG}").status_code == 401
    with django_assert_num_queries(0):
        assert post({"query": "{ __typename }"}, authorization="Bearer word").status_code == 401
        assert post({"query": "{ __typename }"}).status_code == 200


def test_token_is_read_as_django_reads_it(api_client: ApiClient) -> None:
    ApiClient.objects.update(locales=["en"], expires_at=NOW, site=Site.objects.get())
    token, _ = tokens.create(api_client, ends_at=NOW)

    read = token_with_prefix(token.prefix)

    stored = ApiToken.objects.select_related("client").get()
    assert read is not None
    assert model_to_values(read) == model_to_values(stored)
    assert model_to_values(read.client) == model_to_values(stored.client)
    assert token_with_prefix("unknown") is None


def model_to_values(instance: Any) -> dict[str, Any]:
    return {field.attname: getattr(instance, field.attname) for field in instance._meta.concrete_fields}


@pytest.mark.django_db
def test_token_is_found_by_an_index() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")  # an empty table is read whole

        plan = ApiToken.objects.filter(prefix="x").explain()

    assert re.search("index", plan, re.IGNORECASE), plan


def test_rotation_leaves_both_tokens_valid_for_a_while(api_client: ApiClient) -> None:
    with time_machine.travel(NOW, tick=False):
        old, old_text = tokens.create(api_client, note="production")
        new, new_text = tokens.rotate(old)

    assert (old.ends_at, new.ends_at, new.note) == (NOW + timedelta(days=7), None, "production")
    for days, valid in [(0, {old, new}), (6, {old, new}), (7, {new}), (400, {new})]:
        with time_machine.travel(NOW + timedelta(days=days), tick=False):
            found = {tokens.token_of(f"Bearer {text}") for text in (old_text, new_text)}
            assert found - {None} == valid


def test_rotation_does_not_lengthen_a_life(api_client: ApiClient) -> None:
    with time_machine.travel(NOW, tick=False):
        token, _ = tokens.create(api_client, ends_at=NOW + timedelta(days=1))
        tokens.rotate(token, overlap=timedelta(days=3))

    token.refresh_from_db()
    assert token.ends_at == NOW + timedelta(days=1)


def test_revoking_keeps_the_first_moment(api_client: ApiClient) -> None:
    token, _ = tokens.create(api_client)
    with time_machine.travel(NOW, tick=False):
        tokens.revoke(token)
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        tokens.revoke(token)

    token.refresh_from_db()
    assert token.revoked_at == NOW


def test_token_stands_in_no_log(
    send: AskAs, post: Post, secret: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("content_api.http.executing.execute", broken)
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as statements:
        assert send().status_code == 500
        post({"query": "{ __typename }"}, authorization=f"Bearer {WRONG}")

    assert caplog.records
    written = caplog.text + str(statements.captured_queries)
    assert secret not in written
    assert secret.rpartition("_")[2] not in written
    assert WRONG not in written


def test_database_that_does_not_answer(send: AskAs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content_api.clients.tokens.token_with_prefix", Mock(side_effect=OperationalError))

    response = send()

    assert response.status_code == 503
    assert json.loads(response.content)["errors"][0]["extensions"]["code"] == "UNAVAILABLE"
