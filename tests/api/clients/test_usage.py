"""Usage: counted in the process, passed on in batches, written to the table."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
import time_machine
from django.conf import settings as project
from django.db import DatabaseError
from pytest_django import DjangoAssertNumQueries, Settings
from redis.exceptions import ConnectionError as RedisConnectionError

from content_api.clients import handing_on, tokens, writing
from content_api.clients.batches import Batch
from content_api.clients.handing_on import HandingOn
from content_api.clients.models import ApiClient, ApiToken, ClientUsage
from content_api.clients.shared import name_of, redis_client
from content_api.clients.usage import count, usage
from tests.api.clients.conftest import AskAs
from tests.api.conftest import Post
from tests.factories.clients import ApiClientFactory, ClientDocumentFactory

NOW = datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC)
HAS_REDIS = "RedisCache" in project.CACHES["default"]["BACKEND"]
with_redis = pytest.mark.skipif(not HAS_REDIS, reason="needs Redis")
without_redis = pytest.mark.skipif(HAS_REDIS, reason="with Redis the worker writes")


def written() -> list[tuple[Any, ...]]:
    """Everything counted so far, as the table has it."""
    usage.pass_on()
    usage.write_waiting()
    rows = ClientUsage.objects.order_by("day", "operation")
    return list(rows.values_list("day", "operation", "requests", "errors", "refusals"))


def test_what_is_counted(post: Post, send: AskAs, api_client: ApiClient, secret: str) -> None:
    bearer = {"authorization": f"Bearer {secret}"}
    ClientDocumentFactory(client=api_client, name="mine", text="{ mine: __typename }")
    with time_machine.travel(NOW, tick=False):
        send("query Hostile1 { __typename }")
        send("query Hostile2 { __typename }")
        send('{ articles(after: "made up") { totalCount } }')  # an error beside data
        send("{ nothing }")  # refused
        send(origin="https://elsewhere.example")  # refused
        post({"id": "route"}, **bearer)  # refused: a variable is missing
        post({"id": "pages"}, **bearer)
        post({"id": "mine"}, **bearer)
        post({"query": "{ __typename }"})  # the public's
        post({"query": "{ __typename }"}, authorization="Bearer word")  # nobody's
    with time_machine.travel(NOW + timedelta(seconds=1), tick=False):
        send()

    assert written() == [
        (date(2026, 3, 1), "", 5, 1, 2),
        (date(2026, 3, 1), "mine", 1, 0, 0),
        (date(2026, 3, 1), "pages", 1, 0, 0),
        (date(2026, 3, 1), "route", 1, 0, 1),
        (date(2026, 3, 2), "", 1, 0, 0),
    ]


def test_counting_runs_no_statement(
    send: AskAs, django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing_on, "redis_client", Mock(side_effect=AssertionError))

    with django_assert_num_queries(1):
        send()


def test_counts_add_up(send: AskAs) -> None:
    with time_machine.travel(NOW, tick=False):
        send()
        assert written() == [(NOW.date(), "", 1, 0, 0)]
        send()
        send()
        assert written() == [(NOW.date(), "", 3, 0, 0)]
        assert written() == [(NOW.date(), "", 3, 0, 0)]


def test_last_use_moves_forwards_only(api_client: ApiClient) -> None:
    token, _ = tokens.create(api_client)
    for moment in (NOW, NOW - timedelta(days=1), NOW + timedelta(days=1), NOW):
        batch = Batch(used={token.pk: (api_client.pk, moment.isoformat())})
        writing.write([batch])

    token.refresh_from_db()
    api_client.refresh_from_db()
    assert token.last_used_at == api_client.last_used_at == NOW + timedelta(days=1)


def test_last_use_of_each_token(post: Post, api_client: ApiClient) -> None:
    (first, first_text), (second, second_text), (third, _) = (tokens.create(api_client) for _ in range(3))
    for text, seconds in ((first_text, 0), (second_text, 5)):
        with time_machine.travel(NOW + timedelta(seconds=seconds), tick=False):
            post({"query": "{ __typename }"}, authorization=f"Bearer {text}")
    written()

    used = dict(ApiToken.objects.values_list("pk", "last_used_at"))
    assert used == {first.pk: NOW, second.pk: NOW + timedelta(seconds=5), third.pk: None}
    assert ApiClient.objects.get().last_used_at == NOW + timedelta(seconds=5)


def test_deleted_client_is_left_out(send: AskAs, api_client: ApiClient) -> None:
    other = ApiClientFactory()
    send()
    count(other.pk, 0, "", failed=False, refused=False)
    api_client.delete()

    assert [row[2] for row in written()] == [1]
    assert ClientUsage.objects.get().client == other


def test_old_days_are_dropped(api_client: ApiClient, settings: Settings) -> None:
    settings.GRAPHQL_USAGE = {**settings.GRAPHQL_USAGE, "days": 30}
    for days in (0, 30, 31):
        ClientUsage.objects.create(client=api_client, day=NOW.date() - timedelta(days=days), requests=1)

    with time_machine.travel(NOW, tick=False):
        writing.write([Batch()])

    assert [NOW.date() - one.day for one in ClientUsage.objects.order_by("-day")] == [
        timedelta(days=0),
        timedelta(days=30),
    ]


@pytest.mark.parametrize("requests", [1, 20])
def test_writing_takes_as_many_statements_for_many_requests(
    send: AskAs, requests: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(requests):
        send()
    usage.pass_on() if HAS_REDIS else None

    with django_assert_num_queries(6):  # a savepoint, the counts, last use of token and client, old days, the end
        usage.write_waiting() if HAS_REDIS else usage.pass_on()


@with_redis
def test_batches_wait_in_redis_for_the_worker(send: AskAs) -> None:
    send()
    usage.pass_on()
    send()
    usage.pass_on()

    assert ClientUsage.objects.count() == 0
    assert redis_client().llen(name_of(usage.queue)) == 2
    assert usage.write_waiting() == 2
    assert ClientUsage.objects.get().requests == 2
    assert redis_client().llen(name_of(usage.queue)) == 0


@with_redis
def test_number_of_waiting_batches_is_bounded(send: AskAs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handing_on, "MOST_WAITING", 3)
    for _ in range(5):
        send()
        usage.pass_on()

    assert usage.write_waiting() == 3


@with_redis
def test_batches_that_cannot_be_written_stay(send: AskAs, monkeypatch: pytest.MonkeyPatch) -> None:
    for operation in ("a", "b", "c"):
        count(1, 1, operation, failed=False, refused=False)
        usage.pass_on()
    before = redis_client().lrange(name_of(usage.queue), 0, -1)
    with monkeypatch.context() as broken:
        broken.setattr(usage, "_write", Mock(side_effect=DatabaseError))
        with pytest.raises(DatabaseError):
            usage.write_waiting()

    assert redis_client().lrange(name_of(usage.queue), 0, -1) == before


@with_redis
def test_worker_stops_when_told(send: AskAs) -> None:
    send()
    usage.pass_on()

    assert usage.write_waiting(lambda: True) == 0
    assert redis_client().llen(name_of(usage.queue)) == 1


def test_counts_are_kept_while_redis_is_away(send: AskAs, monkeypatch: pytest.MonkeyPatch) -> None:
    away = Mock()
    away.pipeline.return_value.execute.side_effect = RedisConnectionError
    with time_machine.travel(NOW, tick=False):
        with monkeypatch.context() as broken:
            broken.setattr(handing_on, "redis_client", lambda: away)
            send()
            usage.pass_on()
            send()
            usage.pass_on()
        usage.breaker.reset()

        assert written() == [(NOW.date(), "", 2, 0, 0)]


@without_redis
def test_counts_are_kept_while_the_table_cannot_be_written(send: AskAs, monkeypatch: pytest.MonkeyPatch) -> None:
    with time_machine.travel(NOW, tick=False):
        send()
        with monkeypatch.context() as broken:
            broken.setattr(usage, "_write", Mock(side_effect=DatabaseError))
            with pytest.raises(DatabaseError):
                usage.pass_on()
        send()

        assert written() == [(NOW.date(), "", 2, 0, 0)]


def test_process_passes_on_by_itself(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.GRAPHQL_USAGE = {**settings.GRAPHQL_USAGE, "seconds": 0.01}
    written, taken = threading.Event(), []

    def write(batches: Sequence[Batch]) -> None:
        taken.extend(dict(batch.counts) for batch in batches)
        written.set()

    registered = Mock()
    monkeypatch.setattr(handing_on, "redis_client", lambda: None)
    monkeypatch.setattr(handing_on.atexit, "register", registered)
    way = HandingOn("way", Batch, write, "")
    for number in (1, 2, 3):
        with way.noting() as batch:
            batch.counts[1, "2026-03-01", ""][0] = number

    assert written.wait(5)
    assert taken == [{(1, "2026-03-01", ""): [3, 0, 0]}]
    assert registered.call_count == 1


def test_worker_goes_on_while_redis_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that fails lets the whole round wait longer."""
    away = Mock()
    away.lpop.side_effect = RedisConnectionError
    monkeypatch.setattr(handing_on, "redis_client", lambda: away)

    assert usage.write_waiting() == 0
