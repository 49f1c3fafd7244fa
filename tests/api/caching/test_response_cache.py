"""Answers that are kept: found again only by the same question to the same content, and by one statement."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import pytest
import time_machine
from django.db import DatabaseError, connection
from django.http import HttpResponse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings
from wagtail.models import Page, Site

from content_api.caching.counters import counts
from content_api.clients.asking import public
from content_api.http import answering
from content_api.http.context import Context
from content_api.http.view import GraphQLView
from tests.api.caching.conftest import Get, change
from tests.api.conftest import Post

real = pytest.mark.django_db(transaction=True)

HOME = '{ page(slug: "home") { title } }'
BY_VARIABLE = (
    "query Home($slug: String!, $limit: Int = 1) { page(slug: $slug) { title children(limit: $limit) { id } } }"
)


def executed() -> int:
    return counts()["miss"]


def retitle(title: str) -> None:
    """Change the content behind the back of the log."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET title = %s WHERE slug = 'home'", [title])


@real
@pytest.mark.parametrize("by_get", [True, False])
def test_hit_is_one_statement(
    by_get: bool, get: Get, post: Post, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def ask() -> HttpResponse:
        return get(HOME) if by_get else post({"query": HOME})

    first = ask()
    with django_assert_num_queries(1) as captured:
        second = ask()

    assert second.content == first.content == b'{"data":{"page":{"title":"Home"}}}'
    assert "content_api_contentchange" in captured.captured_queries[0]["sql"]
    assert (counts()["memory_hit"], counts()["miss"]) == (1, 1)


@real
def test_hit_parses_and_executes_nothing(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    first = get(HOME)

    def broken(*_: Any, **__: Any) -> None:
        raise AssertionError("Not for a hit.")

    for name in ("prepared", "run"):
        monkeypatch.setattr(answering, name, broken)
    monkeypatch.setattr("content_api.http.known.prepare", broken)

    assert get(HOME).content == first.content


@real
def test_change_is_seen_at_once(get: Get) -> None:
    before = get(HOME)
    retitle("New")
    assert get(HOME).content == before.content  # which shows that it is a kept one
    version = change()
    after = get(HOME)

    assert json.loads(after.content) == {"data": {"page": {"title": "New"}}}
    assert (before["Content-Version"], after["Content-Version"]) == (str(version - 1), str(version))


@real
def test_new_epoch_forgets_everything(get: Get) -> None:
    get(HOME)
    retitle("Restored")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE content_api_contentepoch SET value = '00000000000000000000000000000001'")

    assert json.loads(get(HOME).content)["data"]["page"]["title"] == "Restored"


@real
def test_another_release_forgets_everything(get: Get, settings: Settings) -> None:
    get(HOME)
    retitle("Released")
    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "depth": 11}

    assert json.loads(get(HOME).content)["data"]["page"]["title"] == "Released"


@real
@pytest.mark.parametrize(
    ("other", "_case"),
    [
        ({"query": BY_VARIABLE + " "}, "document"),
        ({"variables": {"slug": "home", "limit": 2}}, "variables"),
        ({"variables": {"slug": "home", "limit": 1, "more": 1}}, "a variable more"),
        ({"operationName": "Home"}, "operation name"),
        ({"extensions": {"cost": True}}, "cost"),
        ({"extensions": {"contentVersion": True}}, "version in the answer"),
    ],
)
def test_other_questions_are_kept_apart(other: dict[str, Any], _case: str, post: Post) -> None:
    question = {"query": BY_VARIABLE, "variables": {"slug": "home", "limit": 1}}

    post(question)
    post({**question, **other})

    assert executed() == 2


@real
def test_order_of_variables_and_way_of_asking_do_not_matter(get: Get, post: Post) -> None:
    post({"query": BY_VARIABLE, "variables": {"slug": "home", "limit": 1}})
    post({"variables": {"limit": 1, "slug": "home"}, "query": BY_VARIABLE})
    get(BY_VARIABLE, {"variables": {"limit": 1, "slug": "home"}})
    post({"query": BY_VARIABLE, "variables": {"slug": "home", "limit": 1}, "extensions": {"minVersion": 0}})

    assert executed() == 1


@real
def test_media_types_are_kept_apart(get: Get) -> None:
    media_types = ["application/json", "application/graphql-response+json"] * 2

    answers = [get(HOME, Accept=media_type) for media_type in media_types]

    assert [answer["Content-Type"].split(";")[0] for answer in answers] == media_types
    assert executed() == 2


@real
def test_operations_of_a_document_are_kept_apart(post: Post) -> None:
    both = 'query One { page(slug: "home") { title } } query Other { page(slug: "nothing") { title } }'

    answers = [post({"query": both, "operationName": name}).content for name in ("One", "Other", "One")]

    assert answers[0] == answers[2] != answers[1]
    assert executed() == 2


@real
def test_sites_and_locales_are_kept_apart(post: Post) -> None:
    Site.objects.create(hostname="other.example", root_page=Page.objects.get(slug="home"), port=80)
    query = 'query($site: String, $locale: String) { page(slug: "home", site: $site, locale: $locale) { title } }'
    asked = [{}, {"site": "other.example"}, {"locale": "en"}, {"locale": "zh-hans"}]

    answers = [json.loads(post({"query": query, "variables": one}).content) for one in asked]

    assert executed() == len(asked)
    assert answers[-1] != answers[0]


@real
def test_an_answer_for_one_scope_is_never_given_to_another(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    def seen_by(scope: str) -> bytes:
        asker = replace(public())  # a copy: the public is one object for all requests
        asker.__dict__["cache_scope"] = scope  # a cached property
        monkeypatch.setattr("content_api.http.view.admit", lambda request: asker)
        return get(HOME).content

    asked = {}
    for number, scope in enumerate(["partner", "public", "preview:7"]):
        retitle(f"For {scope}")
        asked[scope] = seen_by(scope)
        assert f"For {scope}".encode() in asked[scope], number
    retitle("Later")

    assert {scope: seen_by(scope) == content for scope, content in asked.items()} == {
        "partner": True,
        "public": True,
        "preview:7": True,
    }


@real
@pytest.mark.parametrize(
    ("right", "document", "code"),
    [
        ("introspection", "{ __schema { queryType { name } } }", "INTROSPECTION_REFUSED"),
        ("free_documents", HOME, "DOCUMENT_NOT_TRUSTED"),
    ],
)
def test_what_a_client_may_not_ask_stays_refused(
    right: str, document: str, code: str, get: Get, settings: Settings
) -> None:
    assert "errors" not in json.loads(get(document).content)

    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, right: False}

    (error,) = json.loads(get(document).content)["errors"]
    assert error["extensions"]["code"] == code


@real
def test_errors_are_not_kept(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    query = {"query": '{ page(slug: "home") { title translations { id } } }'}

    def broken(*_: Any) -> None:
        raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr("content_api.fields.interfaces.translations_of", broken)
        failed = post(query)
    answered = post(query)

    assert (failed["Cache-Control"], answered["Cache-Control"]) == ("no-store", "no-cache")
    assert "errors" in json.loads(failed.content)
    assert json.loads(answered.content) == {"data": {"page": {"title": "Home", "translations": []}}}


@real
def test_introspection_needs_no_database(
    get: Get, post: Post, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        first = get("{ __schema { queryType { name } } }")
        second = get("{ __schema { queryType { name } } }")

    assert first.content == second.content
    assert executed() == 1
    assert not second.has_header("Content-Version")


@pytest.mark.django_db
def test_inside_an_open_transaction_nothing_is_kept(get: Get) -> None:
    titles = []
    for title in ("One", "Two"):
        retitle(title)
        titles.append(json.loads(get(HOME).content)["data"]["page"]["title"])

    assert titles == ["One", "Two"]
    assert (counts()["bypass"], executed()) == (2, 0)


@real
def test_an_answer_is_kept_for_the_version_that_it_was_read_from(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change comes in between looking for the answer and reading the content."""
    run = answering.run

    def change_and_run(*arguments: Any, **options: Any) -> Any:
        retitle("Between")
        change()
        return run(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(answering, "run", change_and_run)
        first = get(HOME)
    second = get(HOME)

    assert json.loads(first.content)["data"]["page"]["title"] == "Between"
    assert first["Content-Version"] == second["Content-Version"]
    assert (counts()["memory_hit"], executed()) == (1, 1)


@real
def test_a_change_during_execution_is_not_in_the_answer(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    """On PostgreSQL; in the journal mode of the tests SQLite lets nobody write while somebody reads."""
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL reads and writes at once here.")
    other = connection.copy()

    def change_elsewhere(*_: Any) -> list[Any]:
        with other.cursor() as cursor:
            cursor.execute("UPDATE wagtailcore_page SET title = 'Later' WHERE slug = 'home'")
            cursor.execute(
                "INSERT INTO content_api_contentchange (kind, object_type, object_id, locale, path, former_path, tags,"
                " state_tags, created_at, was_visible, is_visible, is_newest)"
                " VALUES ('updated', 'homepage', 1, '', '', '', '', '', now(), true, true, true)"
            )
        return []

    query = '{ page(slug: "home") { translations { id } title } }'
    with monkeypatch.context() as patch:
        patch.setattr("content_api.fields.interfaces.translations_of", change_elsewhere)
        first = get(query)
    second = get(query)
    other.close()

    assert [json.loads(one.content)["data"]["page"]["title"] for one in (first, second)] == ["Home", "Later"]
    assert int(second["Content-Version"]) == int(first["Content-Version"]) + 1


@real
def test_clock_ends_an_answer(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    now = timezone.now()
    made = Context.__init__

    def until_soon(self: Context, *arguments: Any, **values: Any) -> None:
        made(self, *arguments, **values)
        self.expires(now + dt.timedelta(hours=2))
        self.expires(now + dt.timedelta(seconds=30))

    monkeypatch.setattr(Context, "__init__", until_soon)
    with time_machine.travel(now, tick=False) as clock:
        first = get(HOME)
        clock.shift(29)
        last = get(HOME)
        clock.shift(1)
        get(HOME)

    assert "s-maxage=30" in first["Cache-Control"]
    assert "s-maxage=1" in last["Cache-Control"]
    assert (counts()["memory_hit"], executed()) == (1, 2)


@real
def test_switched_off(get: Get, settings: Settings) -> None:
    settings.GRAPHQL_CACHE = {**settings.GRAPHQL_CACHE, "enabled": False}

    responses = [get(HOME), get(HOME)]

    assert [response["Cache-Control"] for response in responses] == ["no-cache"] * 2
    assert counts()["bypass"] == 2


@real
def test_clients_cannot_pass_by_the_cache(get: Get) -> None:
    get(HOME)
    get(HOME, Cache_Control="no-cache", Pragma="no-cache")

    assert executed() == 1


@real
def test_an_address_may_be_without_cache(rf: Any) -> None:
    view = GraphQLView.as_view(from_cache=False)

    answers = [view(rf.get("/elsewhere/", {"query": HOME})) for _ in range(2)]

    assert [json.loads(one.content)["data"]["page"]["title"] for one in answers] == ["Home"] * 2
    assert counts()["bypass"] == 2


@real
def test_database_that_does_not_tell_the_version(get: Get, monkeypatch: pytest.MonkeyPatch) -> None:
    def away() -> None:
        raise DatabaseError

    monkeypatch.setattr(answering, "read_state", away)

    assert json.loads(get(HOME).content)["data"]["page"]["title"] == "Home"
    assert counts()["bypass"] == 1
