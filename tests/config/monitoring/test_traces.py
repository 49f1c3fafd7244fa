"""Spans: of requests, operations, statements, requests to the outside and jobs; without values and tokens."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from pytest_django import Settings

from config.monitoring.traces import MISSING, start_tracing, tracer_to
from content_api.clients import tokens
from content_api.monitoring import tracing
from content_api.monitoring.seen import current
from content_api.monitoring.statements import without_literals
from content_api.outbound import ConnectionFailedError, send
from content_api.webhooks import dispatch
from content_api.worker import engine
from content_api.worker.engine import Worker
from content_api.worker.jobs import Job
from tests.factories.clients import ApiClientFactory
from tests.factories.webhooks import ContentChangeFactory, WebhookEndpointFactory
from tests.servers import receiver

TRACEPARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
Ask = Callable[..., Any]


@pytest.fixture
def exported(settings: Settings) -> Iterator[InMemorySpanExporter]:
    """All spans that have ended."""
    settings.TRACING = {**settings.TRACING, "share": 1.0}
    exporter = InMemorySpanExporter()
    tracing.use(tracer_to(exporter, at_once=True))
    yield exporter
    tracing.use(None)


def spans(exporter: InMemorySpanExporter) -> list[ReadableSpan]:
    """In the order in which they began."""
    return sorted(exporter.get_finished_spans(), key=lambda span: span.start_time or 0)


@pytest.mark.django_db
def test_a_request(ask: Ask, exported: InMemorySpanExporter) -> None:
    with CaptureQueriesContext(connection) as captured:
        response = ask('query Home { page(slug: "home") { title } }', operation="Home")

    request, operation, *statements = spans(exported)
    assert (request.name, request.kind.name, request.parent) == ("POST graphql", "SERVER", None)
    assert dict(request.attributes or {}) == {
        "http.request.method": "POST",
        "url.path": "/graphql/",
        "http.response.status_code": 200,
        "nuages.request_id": response.headers["X-Request-Id"],
    }
    assert operation.name == "graphql free"
    assert operation.parent is not None
    assert operation.parent.span_id == request.context.span_id
    assert dict(operation.attributes or {}) == {
        "graphql.document.name": "free",
        "graphql.operation.name": "Home",
        "nuages.cache.outcome": "bypass",
        "nuages.sql.statements": len(statements),
    }
    assert len(statements) == len(captured) > 0
    for span in statements:
        assert (span.name, span.kind.name) == ("SELECT", "CLIENT")
        assert span.parent is not None
        assert span.parent.span_id == operation.context.span_id
        assert span.attributes is not None
        assert span.attributes["db.system.name"] == connection.vendor
        assert "'" not in str(span.attributes["db.query.text"])
        assert "home" not in str(span.attributes["db.query.text"])


@pytest.mark.django_db
def test_a_token_is_nowhere(ask: Ask, client: Client, exported: InMemorySpanExporter) -> None:
    token = tokens.create(ApiClientFactory())[1]

    ask(authorization=f"Bearer {token}")
    client.get(f"/feeds/partners/acme/{'t' * 43}.rss?secret=value")

    written = "".join(span.to_json() for span in spans(exported))
    assert token.rpartition("_")[2] not in written
    assert "t" * 43 not in written
    assert "/feeds/partners/acme/….rss" in written.encode().decode("unicode_escape")
    assert "secret" not in written


@pytest.mark.parametrize("trusts_parent", [True, False])
def test_a_trace_that_was_begun_elsewhere(
    ask: Ask, exported: InMemorySpanExporter, settings: Settings, trusts_parent: bool
) -> None:
    settings.TRACING = {**settings.TRACING, "trusts_parent": trusts_parent}

    ask(traceparent=TRACEPARENT)

    trace = f"{spans(exported)[0].context.trace_id:032x}"
    assert (trace == TRACEPARENT.split("-")[1]) is trusts_parent


def test_nothing_is_recorded_of_a_share_of_nothing(ask: Ask, settings: Settings) -> None:
    settings.TRACING = {**settings.TRACING, "share": 0.0}
    exporter = InMemorySpanExporter()
    tracing.use(tracer_to(exporter, at_once=True))
    try:
        ask()
    finally:
        tracing.use(None)

    assert spans(exporter) == []


def test_requests_to_the_outside(exported: InMemorySpanExporter) -> None:
    with receiver() as other:
        send("POST", f"{other.url}?token=secret", headers={}, body=b"secret")
        port = other.port
    with pytest.raises(ConnectionFailedError):
        send("GET", f"http://127.0.0.1:{port}/", headers={})

    sent, failed = spans(exported)
    assert (sent.name, sent.kind.name) == ("POST outbound", "CLIENT")
    assert dict(sent.attributes or {}) == {
        "http.request.method": "POST",
        "server.address": "127.0.0.1",
        "server.port": port,
        "http.response.status_code": 204,
    }
    assert (failed.status.status_code.name, failed.status.description, failed.events) == ("ERROR", None, ())
    assert (failed.attributes or {})["error.type"] == "ConnectionFailedError"


@pytest.mark.django_db
def test_jobs(exported: InMemorySpanExporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "close_old_connections", lambda: None)

    def ask_the_database(should_stop: Callable[[], bool]) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 'secret'")

    Worker([Job("tidying", ask_the_database)]).run_once()

    job, statement = spans(exported)
    assert (job.name, job.parent, statement.name) == ("job tidying", None, "SELECT")
    assert (statement.attributes or {})["db.query.text"] == "SELECT ?"


@pytest.mark.django_db
def test_threads_of_a_job_know_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "close_old_connections", lambda: None)
    WebhookEndpointFactory(cursor=0)
    ContentChangeFactory(number=1_000_001)
    served: list[str | None] = []

    def serve(key: int, should_stop: Callable[[], bool]) -> None:
        seen = current.get()
        served.append(seen.job if seen else None)

    monkeypatch.setattr(dispatch, "_serve", serve)

    Worker([Job("webhooks", lambda should_stop: dispatch.deliver_due(lambda: bool(served)))]).run_once()

    assert served == ["webhooks"]


def test_values_in_statements_are_left_out() -> None:
    assert without_literals("SET x = 'a''b', y = 'c' WHERE z = %s") == "SET x = ?, y = ? WHERE z = %s"
    assert len(without_literals("x" * 5_000)) == 2_000


def test_without_the_extra_the_service_does_not_start(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.TRACING = {**settings.TRACING, "endpoint": "http://127.0.0.1:4318"}
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)

    with pytest.raises(ImproperlyConfigured) as refused:
        start_tracing()

    assert str(refused.value) == MISSING
    assert not tracing.is_on()


def test_without_an_address_nothing_is_made() -> None:
    start_tracing()

    assert not tracing.is_on()
