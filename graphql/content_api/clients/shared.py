"""The shared cache, as what is counted for all processes needs it: one round trip, and never a failed request.

With Redis that is Redis itself. Other caches of Django's belong to one process, as in development and most tests.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar

from django.core.cache import cache, caches
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger("content_api.clients")

Answer = TypeVar("Answer")
PAUSE = 5.0  # seconds in which a cache that did not answer is not asked again


def redis_client() -> Any | None:
    """Redis, where that is the cache."""
    backend: Any = caches["default"]
    return backend._cache.get_client(None, write=True) if isinstance(backend, RedisCache) else None


def name_of(key: str) -> str:
    """The name of ``key`` in Redis, with the prefix that settings give to all names."""
    return str(cache.make_key(key))


class Breaker:
    """Keeps a cache that is away from costing each request a time-out. Logs once that it is, once that it is back."""

    def __init__(self, consequence: str) -> None:
        self._consequence = consequence
        self._is_away = False
        self._asked_again_at = 0.0

    def ask(self, question: Callable[[], Answer], otherwise: Answer) -> Answer:
        """What ``question`` answers, ``otherwise`` where the cache does not."""
        if self._is_away and time.monotonic() < self._asked_again_at:
            return otherwise
        try:
            answer = question()
        except (RedisError, OSError) as error:
            self._asked_again_at = time.monotonic() + PAUSE
            if not self._is_away:
                logger.error("The cache does not answer (%s): %s", type(error).__name__, self._consequence)
            self._is_away = True
            return otherwise
        if self._is_away:
            logger.warning("The cache answers again")
            self._is_away = False
        return answer

    def reset(self) -> None:
        """Forget that the cache was away."""
        self._is_away = False
