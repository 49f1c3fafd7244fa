"""Answers that all processes share: in Django's cache, which is Redis in production.

Nothing here ever fails: see ``backend`` for what becomes of a cache that does not answer.
"""

from __future__ import annotations

import time
from dataclasses import astuple
from typing import Any

from django.conf import settings
from django.core.cache import cache

from .counters import Event, count
from .entries import Entry, Key

# How long a process waits for an answer that another process is computing, and how often it looks, in seconds.
PATIENCE = 1.0
PAUSE = 0.02


def is_used() -> bool:
    """Whether there is a shared cache, and it answers."""
    if not settings.GRAPHQL_CACHE["shared"]:
        return False
    if getattr(cache, "is_away", False):
        count(Event.SHARED_AWAY)
        return False
    return True


def get(key: Key) -> Entry | None:
    found: Any = cache.get(key.place)
    return Entry(*found) if isinstance(found, tuple) else None


def put(key: Key, entry: Entry) -> None:
    """Keep ``entry``, unless it is larger than allowed, until newer versions have long taken its place."""
    limits = settings.GRAPHQL_CACHE
    seconds = limits["shared_seconds"]
    if entry.valid_until is not None:
        seconds = min(seconds, int(entry.valid_until - time.time()))
    if seconds > 0 and entry.size <= limits["entry_bytes"]:
        cache.set(key.place, astuple(entry), timeout=seconds)


def claim(key: Key) -> bool:
    """Whether this process may compute the answer; the claim ends by itself where the process does."""
    return bool(cache.add(_claim(key), 1, timeout=settings.GRAPHQL_LIMITS["execution_seconds"]))


def give_up(key: Key) -> None:
    """End the claim."""
    cache.delete(_claim(key))


def wait_for(key: Key) -> Entry | None:
    """The answer that another process is computing; ``None`` once patience or its claim is over."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        time.sleep(PAUSE)
        entry = get(key)
        if entry is not None:
            return entry
        if not cache.has_key(_claim(key)):
            return get(key)
    return None


def _claim(key: Key) -> str:
    return f"{key.place}:claim"
