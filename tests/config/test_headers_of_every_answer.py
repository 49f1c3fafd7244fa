"""Headers of every kind of answer: what keeps browsers from guessing, framing, and going back to http."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from tests.factories.articles import ArticlePageFactory
from tests.factories.media import DocumentFactory

pytestmark = pytest.mark.django_db

Ask = Callable[[Client], Any]
QUERY = {"query": "{ __typename }"}


def post(client: Client, body: str) -> Any:
    return client.post("/graphql/", body, content_type="application/json", secure=True)


def not_modified(client: Client) -> Any:
    tag = client.get("/graphql/", QUERY, secure=True)["ETag"]
    return client.get("/graphql/", QUERY, headers={"If-None-Match": tag}, secure=True)


ANSWERS: dict[str, tuple[int, Ask]] = {
    "admin": (302, lambda client: client.get("/admin/", secure=True)),
    "log-in": (200, lambda client: client.get("/accounts/login/", secure=True)),
    "failed log-in": (200, lambda client: client.post("/accounts/login/", {"login": "a"}, secure=True)),
    "GET": (200, lambda client: client.get("/graphql/", QUERY, secure=True)),
    "POST": (200, lambda client: post(client, '{"query": "{ __typename }"}')),
    "not modified": (304, not_modified),
    "no JSON": (400, lambda client: post(client, "{")),
    "other method": (405, lambda client: client.put("/graphql/", secure=True)),
    "document": (200, lambda client: client.get(DocumentFactory.create().url, secure=True)),
    "feed": (200, lambda client: client.get("/feeds/articles.rss", secure=True)),
    "sitemap": (200, lambda client: client.get("/sitemap.xml", secure=True)),
    "GraphiQL": (200, lambda client: client.get("/graphiql/", secure=True)),
    "no page": (404, lambda client: client.get("/nothing-here/", secure=True)),
    "no host of ours": (
        400,
        lambda client: client.get("/nothing-here/", headers={"Host": "evil.example"}, secure=True),
    ),
}
FRAMED_BY_OURSELVES = {"admin", "log-in", "failed log-in"}


@pytest.fixture
def https(settings: Settings) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True


def directives(answer: Any) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in answer["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


@pytest.mark.usefixtures("https")
@pytest.mark.parametrize("kind", ANSWERS)
def test_every_kind_of_answer(kind: str) -> None:
    ArticlePageFactory.create()
    status, ask = ANSWERS[kind]

    answer = ask(Client())
    answer.close()

    assert answer.status_code == status
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    policy = directives(answer)
    assert policy["frame-ancestors"] == ("'self'" if kind in FRAMED_BY_OURSELVES else "'none'")
    assert policy["default-src"] == ("'self'" if kind in FRAMED_BY_OURSELVES else "'none'")
    assert not {"Server", "X-Powered-By"} & set(answer.headers)


@pytest.mark.usefixtures("https")
def test_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("syndication.machines.views.absolute_api_address", lambda path: 1 / 0)
    answer = Client(raise_request_exception=False).get("/robots.txt", secure=True)

    assert answer.status_code == 500
    assert directives(answer)["default-src"] == "'none'"
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.usefixtures("https")
@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/static/graphiql/nuages.css"])
def test_what_no_browser_shows(path: str) -> None:
    answer = Client().get(path, secure=True)

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Strict-Transport-Security"].startswith("max-age=31536000")
    assert answer.cookies == {}


@pytest.mark.usefixtures("https")
@pytest.mark.parametrize("path", ["/accounts/login/", "/nothing-here/", "/healthz", "/graphql/?query={__typename}"])
def test_over_http_nothing_is_promised(path: str) -> None:
    assert "Strict-Transport-Security" not in Client().get(path)


@pytest.mark.parametrize(
    "name", ["X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "Forwarded", "X-Original-URL"]
)
def test_answers_that_are_kept_do_not_depend_on_what_a_client_claims(name: str) -> None:
    """Nobody can put an answer with an address of theirs into a cache."""
    ArticlePageFactory.create()
    paths = ("/sitemap.xml", "/robots.txt", "/feeds/articles.rss", "/graphql/?query={items:articles{nodes{url}}}")
    for path in paths:
        plain, claimed = Client().get(path), Client().get(path, headers={name: "evil.example"})
        assert (claimed.status_code, claimed.getvalue()) == (plain.status_code, plain.getvalue())
