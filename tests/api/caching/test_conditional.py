"""What HTTP says about an answer: who may keep it, for how long, and who has it already."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page

from content_api.caching.counters import counts
from content_api.changes.log import current_version
from content_api.clients.tokens import create
from tests.api.caching.conftest import Get, change
from tests.api.conftest import Post
from tests.factories.articles import ArticlePageFactory
from tests.factories.clients import ApiClientFactory

pytestmark = pytest.mark.django_db(transaction=True)

HOME = '{ page(slug: "home") { title } }'
FOR_CDN = "public, max-age=0, must-revalidate, s-maxage=60"


def test_headers_of_a_get(get: Get) -> None:
    version = change()

    for response in (get(HOME), get(HOME)):
        assert response.status_code == 200
        assert response["Cache-Control"] == FOR_CDN
        assert response["Vary"].lower() == "accept, authorization, origin"
        assert response["Content-Version"] == str(version)
        assert response["Cache-Tag"] == f"everything,page:{Page.objects.get(slug='home').pk},slug:home"
        assert len(response["ETag"]) == 34
        assert response["X-Content-Type-Options"] == "nosniff"
        assert int(response["Content-Length"]) == len(response.content)
        assert not response.cookies


def test_headers_of_a_post(post: Post) -> None:
    response = post({"query": HOME})

    assert response["Cache-Control"] == "no-cache"
    assert response["Content-Version"] == str(current_version())
    assert not response.has_header("ETag")
    assert not response.has_header("Cache-Tag")


def test_client_that_has_the_answer_is_told_so(get: Get, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    first = get(HOME)

    with django_assert_num_queries(1):
        again = get(HOME, If_None_Match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert not again.has_header("Content-Type")
    same = ("ETag", "Cache-Control", "Vary", "Content-Version", "Cache-Tag")
    assert {name: again[name] for name in same} == {name: first[name] for name in same}
    assert counts()["not_modified"] == 1


@pytest.mark.parametrize("form", ["W/{}", '"other", {}', "*", ' {} , "other"'])
def test_forms_of_if_none_match(form: str, get: Get) -> None:
    etag = get(HOME)["ETag"]

    assert get(HOME, If_None_Match=form.format(etag)).status_code == 304


@pytest.mark.parametrize("given", ['"other"', "", "nonsense"])
def test_other_tags_do_not_match(given: str, get: Get) -> None:
    get(HOME)

    assert get(HOME, If_None_Match=given).status_code == 200


def test_post_is_always_answered(get: Get, post: Post) -> None:
    etag = get(HOME)["ETag"]

    assert post({"query": HOME}, If_None_Match=etag).status_code == 200


def test_change_elsewhere_leaves_the_copy_right(get: Get) -> None:
    first = get(HOME)
    version = change()

    again = get(HOME, If_None_Match=first["ETag"])

    assert (again.status_code, again["ETag"], again["Content-Version"]) == (304, first["ETag"], str(version))


def test_change_of_the_answer_makes_another_etag(get: Get) -> None:
    first = get(HOME)
    Page.objects.filter(slug="home").update(title="New")

    again = get(HOME, If_None_Match=first["ETag"])

    assert again.status_code == 200
    assert again["ETag"] != first["ETag"]


def test_answer_for_a_token_is_private(get: Get) -> None:
    token = f"Bearer {create(ApiClientFactory())[1]}"
    response = get(HOME, Authorization=token)

    assert response["Cache-Control"] == "private, no-cache"
    assert not response.has_header("Cache-Tag")
    assert get(HOME, Authorization=token, If_None_Match=response["ETag"]).status_code == 304


def test_errors_are_for_nobody(get: Get) -> None:
    response = get('{ page(slug: "home", site: "nowhere") { title } }')

    assert "errors" in json.loads(response.content)
    assert response["Cache-Control"] == "no-store"
    assert not response.has_header("ETag")
    assert get('{ page(slug: "home", site: "nowhere") { title } }', If_None_Match="*").status_code == 200


def test_no_cdn(get: Get, settings: Settings) -> None:
    settings.GRAPHQL_CACHE = {**settings.GRAPHQL_CACHE, "cdn_seconds": 0}

    response = get(HOME)

    assert response["Cache-Control"] == "no-cache"
    assert not response.has_header("Cache-Tag")


def test_headers_for_other_cdns(get: Get, settings: Settings) -> None:
    settings.GRAPHQL_CACHE = {**settings.GRAPHQL_CACHE, "tag_headers": {"Cache-Tag": ",", "Surrogate-Key": " "}}

    response = get(HOME)

    assert response["Surrogate-Key"].split(" ") == response["Cache-Tag"].split(",")


def test_tags_are_bounded(get: Get, settings: Settings) -> None:
    ArticlePageFactory.create_batch(30)
    settings.GRAPHQL_CACHE = {**settings.GRAPHQL_CACHE, "tag_bytes": 100}

    assert get("{ articles(first: 30) { nodes { title } } }")["Cache-Tag"] == "articlepage:list,everything,page:list"


def test_version_in_the_answer(get: Get) -> None:
    version = change()

    answer = json.loads(get(HOME, {"extensions": {"contentVersion": True}}).content)

    assert answer["extensions"] == {"contentVersion": version}


def test_version_that_is_reached(get: Get) -> None:
    version = change()

    assert get(HOME, {"extensions": {"minVersion": version}}).status_code == 200


@pytest.mark.parametrize("media_type", ["application/json", "application/graphql-response+json"])
def test_version_that_is_not_reached(media_type: str, get: Get, settings: Settings) -> None:
    version = change()
    asked: tuple[Any, ...] = (HOME, {"extensions": {"minVersion": version + 1}})

    for enabled in (True, False):
        settings.GRAPHQL_CACHE = {**settings.GRAPHQL_CACHE, "enabled": enabled}
        response = get(*asked, Accept=media_type)
        (error,) = json.loads(response.content)["errors"]
        assert (response.status_code, error["extensions"]["code"]) == (503, "VERSION_NOT_REACHED")
        assert (response["Cache-Control"], response["Retry-After"]) == ("no-store", "1")


@pytest.mark.parametrize("version", ["1", -1, 1.5, True, 2**63])
def test_version_that_is_none(version: Any, get: Get) -> None:
    response = get(HOME, {"extensions": {"minVersion": version}})

    assert (response.status_code, json.loads(response.content)["errors"][0]["extensions"]["code"]) == (
        400,
        "BAD_REQUEST",
    )


def test_scripts_of_other_origins_may_read_the_headers(client: Client) -> None:
    origin = "https://frontend.example"
    response = client.get("/graphql/", {"query": HOME}, headers={"Origin": origin})
    preflight = client.options(
        "/graphql/",
        headers={
            "Origin": origin,
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )

    assert response["Access-Control-Expose-Headers"] == "Content-Version, ETag, Retry-After, X-Request-Id"
    assert "if-none-match" in preflight["Access-Control-Allow-Headers"]
