"""Redis as Django's cache, of which nobody notices that it is gone: sessions, limits, registered documents, Wagtail.

While Redis does not answer, a small cache in the process stands in for it. What is changed meanwhile is deleted from
Redis as soon as it answers again, so that nothing comes back that was thrown away during the outage.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Lock
from typing import Any, TypeVar

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from .breaker import Breaker

Value = TypeVar("Value")

SLOW = 0.15  # seconds; an answer that takes longer counts as none, though it is used
LONGEST_STAND_IN = 60  # seconds; other processes do not hear of what this one throws away meanwhile
MOST_LOST = 10_000


class StandIn:
    """What the threads of this process share about one Redis: the breaker, the stand-in, what Redis has missed."""

    def __init__(self, name: str) -> None:
        self.breaker = Breaker("Redis")
        self.cache = LocMemCache(f"stand-in for {name}", {"OPTIONS": {"MAX_ENTRIES": 5_000}})
        self.missed: set[str] = set()


_stand_ins: dict[str, StandIn] = {}
_lock = Lock()


def _stand_in(name: str) -> StandIn:
    with _lock:
        return _stand_ins.setdefault(name, StandIn(name))


class ForgivingRedisCache(RedisCache):
    """Fails as an empty cache does: what was kept is not found, and nothing is raised."""

    _cache: Any

    def __init__(self, server: Any, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._instead = _stand_in(str(server))

    @property
    def is_away(self) -> bool:
        """Whether Redis is being left alone."""
        return self._instead.breaker.is_left_alone

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        name = self.make_and_validate_key(key, version=version)
        return self._tried(lambda: self._cache.get(name, default), lambda cache: cache.get(name, default))

    def get_many(self, keys: Any, version: int | None = None) -> dict[Any, Any]:
        names = {self.make_and_validate_key(key, version=version): key for key in keys}
        found: dict[str, Any] = self._tried(
            lambda: self._cache.get_many(names.keys()), lambda cache: cache.get_many(names)
        )
        return {names[name]: value for name, value in found.items()}

    def has_key(self, key: Any, version: int | None = None) -> bool:
        name = self.make_and_validate_key(key, version=version)
        return self._tried(lambda: bool(self._cache.has_key(name)), lambda cache: cache.has_key(name))

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        name, seconds = self.make_and_validate_key(key, version=version), self.get_backend_timeout(timeout)
        return self._tried(
            lambda: bool(self._cache.add(name, value, seconds)),
            lambda cache: cache.add(name, value, _at_most(seconds)),
            changes=(name,),
        )

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        name, seconds = self.make_and_validate_key(key, version=version), self.get_backend_timeout(timeout)
        self._tried(
            lambda: self._cache.set(name, value, seconds),
            lambda cache: cache.set(name, value, _at_most(seconds)),
            changes=(name,),
        )

    def set_many(self, data: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> list[Any]:
        for key, value in data.items():
            self.set(key, value, timeout, version)
        return []

    def touch(self, key: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        name, seconds = self.make_and_validate_key(key, version=version), self.get_backend_timeout(timeout)
        return self._tried(
            lambda: bool(self._cache.touch(name, seconds)),
            lambda cache: cache.touch(name, _at_most(seconds)),
            changes=(name,),
        )

    def delete(self, key: Any, version: int | None = None) -> bool:
        name = self.make_and_validate_key(key, version=version)
        return self._tried(lambda: bool(self._cache.delete(name)), lambda cache: cache.delete(name), changes=(name,))

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        for key in keys:
            self.delete(key, version)

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        """Raises ``ValueError`` where there is no such key, as every cache of Django's."""
        name = self.make_and_validate_key(key, version=version)
        return self._tried(
            lambda: int(self._cache.incr(name, delta)), lambda cache: cache.incr(name, delta), changes=(name,)
        )

    def clear(self) -> None:
        self._instead.cache.clear()
        self._tried(lambda: self._cache.clear(), lambda cache: cache.clear())

    def _tried(
        self, ask: Callable[[], Value], instead: Callable[[LocMemCache], Any], changes: tuple[str, ...] = ()
    ) -> Value:
        """What Redis answers, else the stand-in."""
        breaker = self._instead.breaker
        if breaker.may_try():
            started = time.monotonic()
            try:
                if breaker.is_open or self._instead.missed:
                    self._make_up()
                answer = ask()
            except (RedisError, OSError) as error:
                breaker.failed(type(error).__name__)
            else:
                if time.monotonic() - started > SLOW:
                    breaker.failed("slow")
                else:
                    breaker.succeeded()
                return answer
        if len(self._instead.missed) < MOST_LOST:
            self._instead.missed.update(changes)
        answer_instead: Value = instead(self._instead.cache)
        return answer_instead

    def _make_up(self) -> None:
        """Delete from Redis what it has missed."""
        missed = self._instead.missed
        if missed:
            names = list(missed)
            self._cache.delete_many(names)
            missed.difference_update(names)
        self._instead.cache.clear()


def _at_most(seconds: float | None) -> float:
    return LONGEST_STAND_IN if seconds is None else min(seconds, LONGEST_STAND_IN)
