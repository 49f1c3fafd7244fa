"""Renderings of our own, made from answers of the API: how they read, how they are kept and served."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest
import time_machine
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils.http import http_date
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page

from config.urls import urlpatterns
from content_api.caching.answers import memory
from content_api.changes.models import ContentChange
from content_api.http.inside import FailedReadingError, OwnDocument, Reader, answered, file_view, served
from content_api.viewer import Reach
from tests.api.caching.conftest import change
from tests.factories.articles import ArticlePageFactory

pytestmark = pytest.mark.django_db(transaction=True)

TITLES = OwnDocument("titles", "query($first: Int!) { articles(first: $first) { nodes { title } } }")
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


def titles(reader: Reader, first: int = 500) -> bytes:
    nodes = reader.ask(TITLES, {"first": first})["articles"]["nodes"]
    return "\n".join(node["title"] for node in nodes).encode()


@file_view
def titles_view(request: HttpRequest) -> HttpResponse:
    return served(request, answered("titles", {}, "text/plain", titles), "text/plain; charset=utf-8")


@file_view
def private_view(request: HttpRequest) -> HttpResponse:
    return served(request, answered("titles", {}, "text/plain", titles), "text/plain", is_public=False)


@file_view
def nothing_view(request: HttpRequest) -> HttpResponse:
    def compute(reader: Reader) -> bytes:
        raise Http404("Nothing here.")

    return served(request, answered("nothing", {}, "text/plain", compute), "text/plain")


@pytest.fixture(autouse=True)
def addresses(settings: Settings) -> None:
    memory.clear()
    urls = ModuleType("urls_of_test")
    urls.urlpatterns = [  # type: ignore[attr-defined]
        *urlpatterns,
        path("titles", titles_view),
        path("private", private_view),
        path("nothing", nothing_view),
    ]
    settings.ROOT_URLCONF = urls


def test_more_rows_than_a_client_may_ask_for() -> None:
    ArticlePageFactory.create_batch(3)

    assert len(Reader().ask(TITLES, {"first": 500})["articles"]["nodes"]) == 3


def test_reach_bounds_what_is_read() -> None:
    ArticlePageFactory.create()

    assert Reader(Reach(page_types=("articles.CompanyPage",))).ask(TITLES, {"first": 5}) == {"articles": {"nodes": []}}


def test_error_of_the_api_is_a_fault_of_ours() -> None:
    with pytest.raises(FailedReadingError, match=r"titles: .*'first' must not be negative"):
        Reader().ask(TITLES, {"first": -1})


def test_document_that_does_not_fit_the_schema() -> None:
    with pytest.raises(ValueError, match="wrong: Cannot query field 'nothing'"):
        Reader().ask(OwnDocument("wrong", "{ nothing }"))


def test_kept_until_something_changes(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    article = ArticlePageFactory.create(title="One")
    first = client.get("/titles")
    with django_assert_num_queries(1):
        again = client.get("/titles")

    article.title = "Two"
    article.save_revision().publish()

    assert [first.content, again.content, client.get("/titles").content] == [b"One", b"One", b"Two"]


def test_headers(client: Client) -> None:
    article = ArticlePageFactory.create()
    newest = ContentChange.objects.latest("number")

    response = client.get("/titles")

    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate, s-maxage=60"
    assert "articlepage:list" in response["Cache-Tag"].split(",")
    assert f"page:{article.pk}" in response["Cache-Tag"].split(",")
    assert response["Content-Version"] == str(newest.number)
    assert response["Last-Modified"] == http_date(newest.created_at.timestamp())
    assert not response.cookies
    assert not response.has_header("Vary")


@pytest.mark.parametrize("header", ["ETag", "Last-Modified"])
def test_client_that_has_it(client: Client, header: str, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ArticlePageFactory.create()
    first = client.get("/titles")
    asked = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[header]

    with django_assert_num_queries(1):
        again = client.get("/titles", headers={asked: first[header]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_etag_counts_more_than_the_date(client: Client) -> None:
    ArticlePageFactory.create()
    first = client.get("/titles")

    again = client.get("/titles", headers={"If-None-Match": '"other"', "If-Modified-Since": first["Last-Modified"]})

    assert again.status_code == 200


def test_what_is_not_public_is_kept_by_the_client_alone(client: Client) -> None:
    ArticlePageFactory.create()

    response = client.get("/private")

    assert response["Cache-Control"] == "private, no-cache"
    assert not response.has_header("Cache-Tag")


def test_what_ends_by_the_clock(client: Client) -> None:
    calls: list[datetime] = []

    def compute(reader: Reader) -> bytes:
        calls.append(NOON)
        reader.until(NOON + timedelta(minutes=1))
        reader.modified(NOON)
        return b"until"

    change()
    with time_machine.travel(NOON, tick=False) as clock:
        one, two = (answered("clock", {}, "text/plain", compute) for _ in range(2))
        clock.shift(timedelta(seconds=60))
        answered("clock", {}, "text/plain", compute)

    assert len(calls) == 2
    assert (one.entry, one.entry.modified) == (two.entry, NOON.timestamp())


def test_content_and_what_came_to_be_without_it() -> None:
    with time_machine.travel(NOON, tick=False):
        change()

    def came_to_be(moment: datetime) -> float | None:
        def compute(reader: Reader) -> bytes:
            reader.not_before(moment)
            reader.not_before(moment - timedelta(hours=2))
            return b"1"

        return answered("clock", {"at": moment.isoformat()}, "text/plain", compute).entry.modified

    later = NOON + timedelta(hours=1)
    assert [came_to_be(later), came_to_be(NOON - timedelta(hours=1))] == [later.timestamp(), NOON.timestamp()]


def test_parameters_and_names_are_kept_apart() -> None:
    change()

    def say(word: bytes) -> Any:
        return lambda reader: word

    asked = [("a", {}, b"1"), ("b", {}, b"2"), ("a", {"of": 1}, b"3"), ("a", {}, b"4")]
    bodies = [answered(name, parameters, "text/plain", say(word)).entry.body for name, parameters, word in asked]

    assert bodies == [b"1", b"2", b"3", b"1"]


def test_not_found_is_told_and_not_kept(client: Client) -> None:
    assert client.get("/nothing").status_code == 404


def test_closed_with_the_api(client: Client, settings: Settings) -> None:
    settings.GRAPHQL_PUBLIC = settings.GRAPHQL_PUBLIC | {"access": False}

    assert client.get("/titles").status_code == 404


def test_reads_only(client: Client) -> None:
    assert client.post("/titles").status_code == 405


def test_hidden_pages_are_not_read(client: Client) -> None:
    ArticlePageFactory.create(title="Hidden")
    Page.objects.get(title="Hidden").unpublish()

    assert client.get("/titles").content == b""
