"""The two additions to production: statements are counted on demand, and one view does nothing."""

from __future__ import annotations

import json

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings
from wagtail.models import Page

from benchmarks.measuring.databases import databases, digest
from benchmarks.measuring.sides import NUAGES, PLAIN
from benchmarks.serving.statements import statement_counter


@pytest.mark.django_db
def test_statements_are_counted_on_demand() -> None:
    request = RequestFactory().get("/", headers={"X-Count-Statements": "1"})

    response = statement_counter(with_two_statements)(request)

    assert response["X-Statements"] == "2"
    assert float(response["X-Statements-Milliseconds"]) > 0


@pytest.mark.django_db
def test_other_requests_are_not_counted() -> None:
    assert "X-Statements" not in statement_counter(with_two_statements)(RequestFactory().get("/"))


def with_two_statements(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"{Page.objects.count()} {Page.objects.exists()}")


def test_the_fixed_answer_has_the_size_asked_for(client: Client, settings: Settings) -> None:
    settings.ROOT_URLCONF = "benchmarks.serving.urls"

    response = client.post("/fixed-answer/5000", b"{}", content_type="application/json")

    assert len(response.content) == 5000
    assert list(json.loads(response.content)) == ["data"]


def test_names_of_databases_follow_the_code() -> None:
    assert digest(NUAGES) == digest(NUAGES)
    assert digest(NUAGES) != digest(PLAIN)


def test_without_postgresql_sqlite_is_measured(capsys: pytest.CaptureFixture[str]) -> None:
    store = databases("postgres://nobody@127.0.0.1:1/none")

    assert store.title.startswith("SQLite")
    assert "PostgreSQL does not answer" in capsys.readouterr().out
