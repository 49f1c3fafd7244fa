"""One request reads one state of the database, writes nothing, and ends in time; the connection is as before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import DatabaseError, OperationalError, connection, transaction
from psycopg_pool import PoolTimeout
from pytest_django import Settings
from wagtail.models import Page, Site

from content_api.errors import TimedOutError
from content_api.http.consistent import consistent_read
from content_api.http.context import Context
from content_api.http.deadline import Deadline
from tests.api.conftest import Post

SLOW = {
    "postgresql": "SELECT pg_sleep(5)",
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300000000) SELECT max(i) FROM n",
}
real = pytest.mark.django_db(transaction=True)
postgresql = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL has isolation levels")


def state() -> tuple[Any, ...]:
    """What a request could leave changed on a connection."""
    raw: Any = connection.connection
    settled = (connection.in_atomic_block, connection.get_autocommit())
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            return (*settled, raw.isolation_level, raw.read_only, raw.info.transaction_status.name, cursor.fetchone())
    return (*settled, connection.transaction_mode, raw.execute("PRAGMA query_only").fetchone())  # type: ignore[attr-defined]


@pytest.fixture
def unchanged() -> Iterator[None]:
    """The connection is the same after the test as before it."""
    connection.ensure_connection()
    before = state()
    yield
    assert state() == before
    Site.objects.update(site_name="written")


@pytest.fixture
def other() -> Iterator[Callable[[str], None]]:
    """Another connection, which commits what it is told to write."""
    copy = connection.copy()

    def write(sql: str) -> None:
        with copy.cursor() as cursor:
            cursor.execute(sql)

    yield write
    copy.close()


@real
def test_two_reads_see_one_state(unchanged: None, other: Callable[[str], None]) -> None:
    with consistent_read(Deadline()):
        first = Site.objects.get().site_name
        if connection.vendor == "postgresql":  # SQLite's journal lets nobody write while somebody reads
            other("UPDATE wagtailcore_site SET site_name = 'changed'")
        second = Site.objects.get().site_name

    assert first == second
    assert Site.objects.get().site_name == ("changed" if connection.vendor == "postgresql" else first)


@real
def test_write_is_refused_by_the_database(unchanged: None) -> None:
    with pytest.raises(DatabaseError, match=r"read-only transaction|readonly database"), consistent_read(Deadline()):
        Site.objects.update(site_name="written while reading")

    assert Site.objects.filter(site_name="written while reading").count() == 0


@real
def test_connection_is_as_before_after_an_error(unchanged: None) -> None:
    with pytest.raises(ZeroDivisionError), consistent_read(Deadline()):
        Site.objects.get().pk // 0


@real
def test_connection_is_as_before_after_an_error_of_the_database(unchanged: None) -> None:
    with pytest.raises(DatabaseError), consistent_read(Deadline()), connection.cursor() as cursor:
        cursor.execute("SELECT nothing FROM nowhere")


@real
@postgresql
def test_connection_that_was_lost_is_an_error_of_the_database() -> None:
    connection.ensure_connection()
    connection.connection.close()  # type: ignore[union-attr]

    with pytest.raises(OperationalError), consistent_read(Deadline()):
        pass

    connection.close()


@real
def test_slow_statement_is_stopped(unchanged: None, settings: Settings) -> None:
    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "execution_seconds": 0.2}
    deadline = Deadline()

    with (
        pytest.raises(OperationalError, match=r"statement timeout|interrupted"),
        consistent_read(deadline),
        connection.cursor() as cursor,
    ):
        cursor.execute(SLOW[connection.vendor])


@real
@postgresql
def test_costs_one_statement(unchanged: None, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4) as captured, consistent_read(Deadline()):
        Site.objects.get()

    statements = [query["sql"].split(" = ")[0].split()[0] for query in captured.captured_queries]
    assert statements == ["BEGIN", "SET", "SELECT", "COMMIT"]


@real
@postgresql
def test_isolation_is_what_it_says(unchanged: None) -> None:
    with consistent_read(Deadline()), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('transaction_isolation'), current_setting('transaction_read_only')")
        assert cursor.fetchone() == ("repeatable read", "on")


@real
def test_nothing_is_sent_where_no_data_is_needed(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0), consistent_read(Deadline(), needed=False):
        assert not connection.in_atomic_block


@pytest.mark.django_db
def test_open_transaction_is_left_as_it_is(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1), consistent_read(Deadline()):
        Group.objects.create(name="written")  # which no log of content takes note of

    assert Group.objects.filter(name="written").exists()


@real
def test_request_reads_in_a_transaction(post: Post, unchanged: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def spy(page: Page, loader: Any) -> Any:
        seen.append((connection.in_atomic_block, transaction.get_autocommit()))
        return []

    seen: list[tuple[bool, bool]] = []
    monkeypatch.setattr("content_api.fields.interfaces.translations_of", spy)

    answer = json.loads(post({"query": '{ page(slug: "home") { translations { id } } }'}).content)

    assert answer == {"data": {"page": {"translations": []}}}
    assert seen == [(True, False)]


@real
def test_request_that_takes_too_long_is_told_so(
    post: Post, unchanged: None, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def slow(page: Page, loader: Any) -> Any:
        with connection.cursor() as cursor:
            cursor.execute(SLOW[connection.vendor])

    monkeypatch.setattr("content_api.fields.interfaces.translations_of", slow)
    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "execution_seconds": 0.3}

    answer = json.loads(post({"query": '{ page(slug: "home") { translations { id } } }'}).content)

    (error,) = answer["errors"]
    assert (error["extensions"]["code"], error["path"]) == ("TIMEOUT", ["page", "translations"])


@real
def test_database_that_does_not_answer(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away() -> None:
        raise OperationalError("connection to server at 10.0.0.7 failed")

    monkeypatch.setattr(connection, "ensure_connection", away)

    response = post({"query": "query Home { page(id: 1) { id } }", "operationName": "Home"})

    (error,) = json.loads(response.content)["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (503, "UNAVAILABLE")
    assert b"10.0.0.7" not in response.content
    (record,) = [one for one in caplog.records if one.name == "content_api.unhandled"]
    assert "'Home'" in record.getMessage()


@real
@postgresql
def test_whoever_has_waited_for_a_connection_does_not_wait_again(
    post: Post, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def wait_in_vain() -> None:
        waits.append(1)
        with connection.wrap_database_errors:
            raise PoolTimeout("couldn't get a connection after 5.00 sec")

    waits: list[int] = []
    monkeypatch.setattr(connection, "ensure_connection", wait_in_vain)

    response = post({"query": "{ page(id: 1) { id } }"})

    assert (response.status_code, response["Retry-After"], len(waits)) == (503, "5", 1)


def test_deadline(settings: Settings) -> None:
    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "execution_seconds": 60}
    context = Context()
    context.check_deadline()
    assert 0 < context.deadline.remaining <= 60

    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "execution_seconds": 0}
    context = Context()
    with pytest.raises(TimedOutError, match=r"^The request was stopped after 0 seconds.$"):
        context.check_deadline()
    assert context.deadline.remaining == 0
