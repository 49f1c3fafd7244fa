"""How often answers came from where, since this process started."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum


class Event(StrEnum):
    """What can happen to a request on its way past the cache."""

    MEMORY_HIT = "memory_hit"  # kept by this process
    SHARED_HIT = "shared_hit"  # kept in Redis
    JOINED = "joined"  # another request was computing the same answer
    MISS = "miss"  # computed, and kept if it had no errors
    BYPASS = "bypass"  # not looked up: switched off, a viewer of their own, no content version
    SHARED_AWAY = "shared_away"  # looked up in this process only, because Redis does not answer
    NOT_MODIFIED = "not_modified"  # of the hits and misses: the client had the answer already


_counted: Counter[Event] = Counter()


def count(event: Event) -> None:
    """One more. Two threads at once may lose one, which a lock on every request would not be worth."""
    _counted[event] += 1


def counts() -> dict[str, int]:
    """The numbers of this process by the names of the events, for metrics."""
    return {event.value: _counted[event] for event in Event}


def reset() -> None:
    _counted.clear()
