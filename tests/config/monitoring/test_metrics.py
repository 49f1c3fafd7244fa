"""/metrics: who may read it, and what requests add to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from content_api.clients import rates, tokens
from content_api.clients.usage import usage
from content_api.monitoring.metrics import Names
from tests.factories.clients import ApiClientFactory

from .conftest import Metrics

TOKEN = "a-token-for-prometheus"
Ask = Callable[..., Any]


@pytest.mark.parametrize(
    ("token", "sent", "status"),
    [
        (TOKEN, f"Bearer {TOKEN}", 200),
        (TOKEN, None, 404),
        (TOKEN, "Bearer another", 404),
        (TOKEN, "Bearer ", 404),
        (TOKEN, TOKEN, 404),
        (TOKEN, f"Basic {TOKEN}", 404),
        ("", None, 404),
        ("", "Bearer ", 404),
    ],
)
def test_who_may_read(client: Client, settings: Settings, token: str, sent: str | None, status: int) -> None:
    settings.METRICS_TOKEN = token

    response = client.get("/metrics", headers={"authorization": sent} if sent else {})

    assert response.status_code == status
    assert (response.headers["Cache-Control"], "Set-Cookie" in response.headers) == ("no-store", False)
    assert (b"nuages_" in response.content) is (status == 200)


def test_open_metrics_are_told_to_whom_asks_for_them(client: Client, settings: Settings) -> None:
    settings.METRICS_OPEN = True

    response = client.get("/metrics", headers={"accept": "application/openmetrics-text; version=1.0.0"})

    assert response.headers["Content-Type"].startswith("application/openmetrics-text")
    assert response.content.endswith(b"# EOF\n")


@pytest.mark.django_db
def test_requests_by_operation_status_and_client(client: Client, metrics: Metrics, ask: Ask) -> None:
    token = tokens.create(ApiClientFactory())[1]

    ask()
    ask(authorization=f"Bearer {token}")
    ask(authorization="Bearer nuages_wrong")
    client.get("/graphql/", {"id": "pages", "variables": "{"})
    client.get("/graphql/", {"id": "pages"})
    ask("query MadeUp { __typename }")

    assert metrics.added("nuages_graphql_requests_total") == {
        (("client", "public"), ("operation", "free"), ("status", "200")): 2,
        (("client", "client"), ("operation", "free"), ("status", "200")): 1,
        (("client", "unknown"), ("operation", "none"), ("status", "401")): 1,
        (("client", "public"), ("operation", "none"), ("status", "400")): 1,
        (("client", "public"), ("operation", "pages"), ("status", "200")): 1,
    }
    assert metrics.added("nuages_graphql_request_seconds_count") == {
        (("operation", "free"),): 3,
        (("operation", "none"),): 2,
        (("operation", "pages"),): 1,
    }
    usage.forget()


@pytest.mark.django_db
def test_statements_of_computed_answers(metrics: Metrics, ask: Ask) -> None:
    with CaptureQueriesContext(connection) as captured:
        ask('{ page(slug: "home") { title } }')
    statements = len(captured)  # the next request empties the list

    assert metrics.added("nuages_graphql_sql_statements_count") == {(("operation", "free"),): 1}
    assert metrics.added("nuages_graphql_sql_statements_sum") == {(("operation", "free"),): statements}
    assert statements > 0


@pytest.mark.django_db(transaction=True)
def test_where_answers_came_from(metrics: Metrics, ask: Ask) -> None:
    for _ in range(3):
        ask('{ page(slug: "home") { title } }')

    assert metrics.added("nuages_cache_outcomes_total") == {(("outcome", "miss"),): 1, (("outcome", "memory_hit"),): 2}


def test_errors_by_code_and_refusals_by_limit(metrics: Metrics, ask: Ask) -> None:
    ask("{ nothing }")
    ask("{ " + "".join(f"a{number}: __typename " for number in range(40)) + "}")
    ask("{")

    assert metrics.added("nuages_graphql_errors_total") == {
        (("code", "VALIDATION_FAILED"),): 1,
        (("code", "LIMIT_EXCEEDED"),): 2,
        (("code", "SYNTAX_ERROR"),): 1,
    }
    assert metrics.added("nuages_graphql_limit_refusals_total") == {
        (("limit", "aliases"),): 1,
        (("limit", "root_fields"),): 1,
    }


@pytest.mark.django_db
def test_errors_in_answers_are_counted_once(metrics: Metrics, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("content_api.http.context.Context.check_deadline", lambda self: 1 / 0)

    ask('{ page(slug: "home") { title } }')

    assert metrics.added("nuages_graphql_errors_total") == {(("code", "INTERNAL_ERROR"),): 1}


def test_requests_that_come_too_often(metrics: Metrics, ask: Ask, settings: Settings) -> None:
    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "requests_per_minute": 1, "burst": 1}

    assert [ask().status_code for _ in range(3)] == [200, 429, 429]
    rates.breaker.reset()

    assert metrics.added("nuages_rate_limit_refusals_total") == {(("client", "public"),): 2}


@pytest.mark.django_db
def test_other_requests_and_feeds(client: Client, metrics: Metrics) -> None:
    etag = client.get("/feeds/articles.rss").headers["ETag"]
    client.get("/feeds/articles.rss", headers={"if-none-match": etag})
    client.get("/images/nothing/1/2/3.webp")
    client.get("/made-up-by-a-client/")
    client.get("/healthz")

    assert metrics.added("nuages_http_requests_total") == {
        (("family", "feeds"), ("status", "200")): 1,
        (("family", "feeds"), ("status", "304")): 1,
        (("family", "images"), ("status", "404")): 1,
        (("family", "other"), ("status", "404")): 1,
        (("family", "healthz"), ("status", "200")): 1,
        # The page that the count was begun with: a request is counted when it is over.
        (("family", "metrics"), ("status", "200")): 1,
    }
    assert metrics.added("nuages_feeds_served_total") == {
        (("format", "rss"), ("kind", "public"), ("status", "200")): 1,
        (("format", "rss"), ("kind", "public"), ("status", "304")): 1,
    }


def test_names_are_bounded() -> None:
    names = Names(most=2)

    assert [names.bounded(name) for name in ("a", "b", "c", "a", "d")] == ["a", "b", "other", "a", "other"]
