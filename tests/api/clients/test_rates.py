"""Rates: how often a client may ask, in which cache that is counted, and what happens without one."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import Mock

import pytest
import time_machine
from django.conf import settings as project
from django.core.cache import cache
from django.test import RequestFactory
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisConnectionError

from content_api.clients import rates, shared, tokens
from content_api.clients.asking import Asker, Rate, public
from content_api.clients.models import ApiClient
from content_api.clients.shared import PAUSE, redis_client
from tests.api.clients.conftest import AskAs
from tests.api.conftest import Post
from tests.factories.clients import ApiClientFactory

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
HAS_REDIS = "RedisCache" in project.CACHES["default"]["BACKEND"]
without_redis = pytest.mark.skipif(HAS_REDIS, reason="Redis tells the time itself")


def asker(per_minute: int, burst: int, key: int | None = 1) -> Asker:
    return Asker(frozenset(), True, True, True, rate=Rate(per_minute, burst), key=key)


@pytest.fixture
def limited(settings: Settings) -> None:
    settings.GRAPHQL_PUBLIC = {**settings.GRAPHQL_PUBLIC, "requests_per_minute": 1, "burst": 2}


def test_over_the_rate(send: AskAs, api_client: ApiClient) -> None:
    ApiClient.objects.update(requests_per_minute=1, burst=2)

    *answered, refused = [send() for _ in range(3)]

    (error,) = json.loads(refused.content)["errors"]
    assert [one.status_code for one in answered] == [200, 200]
    assert (refused.status_code, error["extensions"]["code"]) == (429, "RATE_LIMITED")
    assert error["message"] == "Too many requests: wait."
    assert 55 < int(refused["Retry-After"]) <= 60
    assert refused["Cache-Control"] == "no-store"


def test_all_tokens_of_a_client_count_together(post: Post, api_client: ApiClient) -> None:
    ApiClient.objects.update(requests_per_minute=1, burst=2)
    texts = [tokens.create(api_client)[1] for _ in range(3)]

    statuses = [post({"query": "{ __typename }"}, authorization=f"Bearer {text}").status_code for text in texts]

    assert statuses == [200, 200, 429]


def test_another_client_is_not_held_up(post: Post, send: AskAs, api_client: ApiClient) -> None:
    other = tokens.create(ApiClientFactory(requests_per_minute=1, burst=1))[1]

    assert post({"query": "{ __typename }"}, authorization=f"Bearer {other}").status_code == 200
    assert post({"query": "{ __typename }"}, authorization=f"Bearer {other}").status_code == 429
    assert send().status_code == 200


def test_answers_tell_no_rates(send: AskAs) -> None:
    """Shared caches may keep them, and the numbers of one client would reach others."""
    assert not [name for name in send().headers if "rate" in name.lower() or name == "Retry-After"]


@without_redis
def test_average_and_burst(rf: RequestFactory) -> None:
    """60 a minute and 5 at once: five pass, then one each second."""
    passed = []
    for moment in (0, 0, 0, 0, 0, 0, 0.5, 1, 1, 2.5, 3, 100, 100, 100, 100, 100, 100):
        with time_machine.travel(NOW + timedelta(seconds=moment), tick=False):
            passed.append(rates.seconds_to_wait(asker(60, 5), rf.get("/")) == 0)

    assert passed == [True] * 5 + [False, False, True, False, True, True] + [True] * 5 + [False]


@pytest.mark.skipif(not HAS_REDIS, reason="the script runs in Redis")
def test_average_and_burst_in_redis(rf: RequestFactory) -> None:
    request, client = rf.get("/"), redis_client()
    passed = [rates.seconds_to_wait(asker(60, 5), request) for _ in range(7)]
    key = shared.name_of("graphql:rate:1")

    assert passed == [0] * 5 + [1, 1]
    assert 4_000 < client.pttl(key) <= 5_000
    paid = float(client.get(key))
    client.set(key, f"{paid - 2_000:.3f}")  # two seconds later
    assert [rates.seconds_to_wait(asker(60, 5), request) for _ in range(4)] == [0, 0, 1, 1]


def test_refused_requests_cost_nothing(rf: RequestFactory) -> None:
    """Who asks on and on is answered at the average rate, not never."""
    waits = [rates.seconds_to_wait(asker(1, 1), rf.get("/")) for _ in range(5)]

    assert waits == [0, 60, 60, 60, 60]


@pytest.mark.usefixtures("limited")
@pytest.mark.parametrize(
    ("first", "second", "is_same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
    ],
)
def test_the_public_is_counted_by_network(rf: RequestFactory, first: str, second: str, is_same: bool) -> None:
    for _ in range(2):
        assert rates.seconds_to_wait(public(), rf.get("/", REMOTE_ADDR=first)) == 0

    assert (rates.seconds_to_wait(public(), rf.get("/", REMOTE_ADDR=second)) > 0) is is_same


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "198.51.100.1", "127.0.0.1"),
        (1, "198.51.100.1", "198.51.100.1"),
        (1, "203.0.113.9, 198.51.100.1", "198.51.100.1"),
        (2, "203.0.113.9, 198.51.100.1, 10.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "198.51.100.1"),
        (1, "", "127.0.0.1"),
        (1, "unknown", None),
    ],
)
def test_address_behind_proxies(
    rf: RequestFactory, settings: Settings, proxies: int, forwarded: str, address: str | None
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", headers={"x-forwarded-for": forwarded} if forwarded else {})

    assert rates.address_of(request) == address


@pytest.mark.usefixtures("limited")
def test_the_public_over_the_rate(post: Post) -> None:
    statuses = [post({"query": "{ __typename }"}).status_code for _ in range(3)]

    assert statuses == [200, 200, 429]


@pytest.mark.django_db
@pytest.mark.usefixtures("limited")
def test_whoever_tries_tokens_counts_as_the_public(post: Post) -> None:
    statuses = [post({"query": "{ __typename }"}, authorization="Bearer word").status_code for _ in range(3)]

    assert statuses == [401, 401, 429]


@pytest.mark.usefixtures("limited")
def test_request_from_nowhere_is_not_limited(rf: RequestFactory) -> None:
    """As behind a server that listens on a socket file: all requests would count as one client's."""
    for _ in range(5):
        assert rates.seconds_to_wait(public(), rf.get("/", REMOTE_ADDR="")) == 0


def test_the_public_is_not_limited_by_default(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "_taken", Mock(side_effect=AssertionError))

    assert post({"query": "{ __typename }"}).status_code == 200


def test_without_the_cache_nobody_is_refused(
    send: AskAs, api_client: ApiClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ApiClient.objects.update(requests_per_minute=1, burst=1)
    taken = Mock(side_effect=RedisConnectionError)
    monkeypatch.setattr(rates, "_taken", taken)

    with caplog.at_level(logging.WARNING, logger="content_api.clients"):
        assert [send().status_code for _ in range(5)] == [200] * 5

    assert [record.getMessage() for record in caplog.records] == [
        "The cache does not answer (ConnectionError): rates are not limited until it does."
    ]
    assert taken.call_count == 1  # the time-out is paid once


def test_cache_that_comes_back_is_used_again(
    send: AskAs, api_client: ApiClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ApiClient.objects.update(requests_per_minute=1, burst=1)
    now = 1_000.0
    monkeypatch.setattr(shared.time, "monotonic", lambda: now)
    with monkeypatch.context() as away, caplog.at_level(logging.WARNING, logger="content_api.clients"):
        away.setattr(rates, "_taken", Mock(side_effect=RedisConnectionError))
        send()
        now += PAUSE
        send()  # still away, and said already
    now += PAUSE
    with caplog.at_level(logging.WARNING, logger="content_api.clients"):
        statuses = [send().status_code for _ in range(2)]

    assert statuses == [200, 429]
    said = [record for record in caplog.records if record.name == "content_api.clients"]
    assert [record.levelname for record in said] == ["ERROR", "WARNING"]
    assert said[1].getMessage() == "The cache answers again"


@without_redis
def test_real_redis_that_is_away(
    send: AskAs, settings: Settings, caplog: pytest.LogCaptureFixture, socket_enabled: Any
) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
            "OPTIONS": {"socket_connect_timeout": 0.05, "socket_timeout": 0.05},
        }
    }

    with caplog.at_level(logging.ERROR, logger="content_api.clients"):
        assert [send().status_code for _ in range(3)] == [200] * 3

    assert len(caplog.records) == 1


def test_only_counted_moments_lie_in_the_cache(rf: RequestFactory) -> None:
    rates.seconds_to_wait(asker(60, 5, key=7), rf.get("/"))

    client = redis_client()
    stored = float(client.get(shared.name_of("graphql:rate:7"))) if client else cache.get("graphql:rate:7")
    assert isinstance(stored, float)
