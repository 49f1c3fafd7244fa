"""Redis that is stopped, frozen or slow: nothing fails, nobody waits for long, and nothing comes back from before."""

from __future__ import annotations

import json
import logging
import socket
import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache, caches
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import TimeoutError as RedisTimeoutError

from content_api.caching import backend
from content_api.caching.backend import ForgivingRedisCache
from content_api.caching.breaker import Breaker
from content_api.caching.counters import counts
from tests.api.caching.conftest import Get

HOME = '{ page(slug: "home") { title } }'


@pytest.fixture
def frozen() -> Iterator[int]:
    """The port of something that accepts connections and never answers."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(50)
        yield listener.getsockname()[1]


@pytest.fixture
def stopped() -> int:
    """A port where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def redis_at(port: int) -> ForgivingRedisCache:
    backend._stand_ins.clear()
    options = {"socket_connect_timeout": 0.05, "socket_timeout": 0.05}
    return ForgivingRedisCache(f"redis://127.0.0.1:{port}/0", {"OPTIONS": options})


class Remembering:
    """In place of Redis: a dictionary that can fail."""

    def __init__(self) -> None:
        self.values: dict[str, Any] = {}
        self.error: Exception | None = None
        self.calls = 0

    def _ask(self) -> None:
        self.calls += 1
        if self.error:
            raise self.error

    def get(self, key: str, default: Any) -> Any:
        self._ask()
        return self.values.get(key, default)

    def set(self, key: str, value: Any, timeout: Any) -> None:
        self._ask()
        self.values[key] = value

    def delete(self, key: str) -> bool:
        self._ask()
        return self.values.pop(key, None) is not None

    def delete_many(self, keys: list[str]) -> None:
        self._ask()
        for key in keys:
            self.values.pop(key, None)


@pytest.fixture
def remembering() -> Remembering:
    return Remembering()


@pytest.fixture
def forgiving(remembering: Remembering) -> ForgivingRedisCache:
    made = redis_at(1)
    made.__dict__["_cache"] = remembering
    return made


@pytest.mark.parametrize("state", ["frozen", "stopped"])
def test_every_use_goes_on(state: str, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> None:
    away = redis_at(request.getfixturevalue(state))

    assert away.get("name", "default") == "default"
    away.set("name", "value")
    assert away.get("name") == "value"
    assert away.add("name", "other") is False
    assert away.add("number", 1) is True
    assert away.incr("number") == 2
    assert away.get_many(["name", "number", "nothing"]) == {"name": "value", "number": 2}
    assert away.set_many({"one": 1}) == []
    assert away.has_key("one")
    assert away.touch("one", 10)
    assert away.delete("one")
    away.delete_many(["name", "number"])
    assert away.get_many(["name", "number", "one"]) == {}
    with pytest.raises(ValueError, match="not found"):
        away.incr("number")
    away.clear()
    assert away.is_away
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_only_two_calls_wait_for_a_frozen_redis(frozen: int) -> None:
    away = redis_at(frozen)
    calls = []
    real = away._cache.get

    def get(*arguments: Any) -> Any:
        calls.append(arguments)
        return real(*arguments)

    away._cache.get = get

    for _ in range(20):
        away.get("name")

    assert len(calls) == 2
    assert away._instead.breaker.failures_in_all == 2


def test_what_was_thrown_away_meanwhile_does_not_come_back(
    forgiving: ForgivingRedisCache, remembering: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgiving.set("old", 1)
    forgiving.set("untouched", 2)
    remembering.error = RedisConnectionError()
    forgiving.delete("old")
    forgiving.set("new", 3)
    assert (forgiving.get("new"), forgiving.is_away) == (3, True)

    remembering.error = None
    assert forgiving.get("untouched") is None  # it is still left alone
    later = time.monotonic() + forgiving._instead.breaker.pause
    monkeypatch.setattr(time, "monotonic", lambda: later)

    assert [forgiving.get(name) for name in ("old", "new", "untouched")] == [None, None, 2]
    assert not forgiving.is_away


def test_a_single_failure_is_made_up_for(forgiving: ForgivingRedisCache, remembering: Remembering) -> None:
    forgiving.set("name", "old")
    remembering.error = RedisTimeoutError()
    forgiving.delete("name")
    remembering.error = None

    assert forgiving.get("name") is None


def test_slow_answers_count_as_failures(
    forgiving: ForgivingRedisCache, remembering: Remembering, monkeypatch: pytest.MonkeyPatch
) -> None:
    remembering.values[":1:name"] = "value"
    monkeypatch.setattr(backend, "SLOW", -1.0)

    assert [forgiving.get("name") for _ in range(3)] == ["value", "value", None]
    assert remembering.calls == 2


def test_stand_in_keeps_nothing_for_long() -> None:
    assert [backend._at_most(seconds) for seconds in (None, 3600, 5)] == [60, 60, 5]


def test_breaker_lets_one_call_find_out(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    breaker = Breaker("Redis", pause=5)
    breaker.failed("first")
    assert not breaker.is_open
    breaker.failed("second")
    assert breaker.is_left_alone
    assert not breaker.may_try()

    later = time.monotonic() + 5
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert [breaker.may_try(), breaker.may_try()] == [True, False]
    assert breaker.succeeded()
    assert breaker.may_try()
    assert not breaker.succeeded()
    assert [record.getMessage() for record in caplog.records] == [
        "Redis does not answer (second): it is left alone for 5 s.",
        "Redis answers again.",
    ]


def test_success_ends_a_row_of_failures() -> None:
    breaker = Breaker("Redis")
    for _ in range(5):
        breaker.failed("reason")
        assert not breaker.is_open
        breaker.succeeded()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("state", ["frozen", "stopped"])
def test_answers_stay_right(state: str, get: Get, settings: Settings, request: pytest.FixtureRequest) -> None:
    backend._stand_ins.clear()
    settings.CACHES = {
        "default": {
            "BACKEND": "content_api.caching.backend.ForgivingRedisCache",
            "LOCATION": f"redis://127.0.0.1:{request.getfixturevalue(state)}/0",
            "OPTIONS": {"socket_connect_timeout": 0.05, "socket_timeout": 0.05},
        }
    }
    settings.GRAPHQL_CACHE = {**settings.GRAPHQL_CACHE, "shared": True}
    assert cache.get("name") is None
    assert isinstance(caches["default"], ForgivingRedisCache)

    answers = [get(f"{HOME} # {number}") for number in (1, 2, 3, 1)]

    assert [(one.status_code, json.loads(one.content)["data"]["page"]["title"]) for one in answers] == [
        (200, "Home")
    ] * 4
    assert (counts()["miss"], counts()["memory_hit"]) == (3, 1)
    assert counts()["shared_away"] > 0
