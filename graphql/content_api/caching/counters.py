"""How often answers came from where, since this process started."""

from __future__ import annotations

from collections import Counter
from enum import StrEnum

from ..monitoring.metrics import cache_outcomes
from ..monitoring.seen import current


class Event(StrEnum):
    """What can happen to a request on its way past the cache."""

    MEMORY_HIT = "memory_hit"  # kept by this process
    SHARED_HIT = "shared_hit"  # kept in Redis
    JOINED = "joined"  # another request was computing the same answer
    MISS = "miss"  # computed, and kept if it had no errors
    BYPASS = "bypass"  # not looked up: switched off, a viewer of their own, no content version
    SHARED_AWAY = "shared_away"  # looked up in this process only, because Redis does not answer
    NOT_MODIFIED = "not_modified"  # of the hits and misses: the client had the answer already


# Where an answer came from, rather than what happened besides.
SOURCES = frozenset({Event.MEMORY_HIT, Event.SHARED_HIT, Event.JOINED, Event.MISS, Event.BYPASS})

_counted: Counter[Event] = Counter()
_metrics = {event: (cache_outcomes.labels(event.value), event.value, event in SOURCES) for event in Event}


def count(event: Event) -> None:
    """One more. Two threads at once may lose one here, which a lock on every request would not be worth."""
    _counted[event] += 1
    metric, name, is_source = _metrics[event]
    metric.inc()
    if is_source and (seen := current.get()) is not None:
        seen.cache = name


def counts() -> dict[str, int]:
    """The numbers of this process by the names of the events."""
    return {event.value: _counted[event] for event in Event}


def reset() -> None:
    _counted.clear()
