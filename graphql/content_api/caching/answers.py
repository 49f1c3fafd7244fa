"""From a key to its answer: kept by this process, kept by all, being computed by somebody, or computed now."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings

from . import shared
from .bounded import Bounded
from .counters import Event, count
from .entries import Answer, Entry, Key
from .flights import Flight, Flights

Compute = Callable[[], Answer]

memory: Bounded[Entry] = Bounded(settings.GRAPHQL_CACHE["memory_bytes"])
flights = Flights()


def answer_to(key: Key, compute: Compute) -> Answer:
    """The answer for ``key``, true for its state or a later one. Raises what ``compute`` raises.

    ``compute`` says which state it has read: its answer is kept for that one and no other.
    """
    entry = memory.get(key)
    if entry is not None and not entry.is_over:
        count(Event.MEMORY_HIT)
        return Answer(entry, key.state)
    flight, is_own = flights.begin(key)
    if not is_own:
        return _of_other(flight, key, compute)
    try:
        answer = _shared_or_computed(key, compute)
        if answer.is_kept:
            flight.answer = answer
        return answer
    finally:
        flights.end(key, flight)


def _of_other(flight: Flight, key: Key, compute: Compute) -> Answer:
    """What another request of this process finds; where that is an error, each finds out by itself."""
    flight.landed.wait(settings.GRAPHQL_LIMITS["execution_seconds"])
    if flight.answer is not None:
        count(Event.JOINED)
        return flight.answer
    return _computed(key, compute)


def _shared_or_computed(key: Key, compute: Compute) -> Answer:
    if not shared.is_used():
        return _computed(key, compute)
    entry = shared.get(key)
    if entry is None and not shared.claim(key):
        entry = shared.wait_for(key)
        if entry is None:
            return _computed(key, compute)  # whoever claimed it is slow or gone
    if entry is not None and not entry.is_over:
        memory.put(key, entry, entry.size)
        count(Event.SHARED_HIT)
        return Answer(entry, key.state)
    try:
        return _computed(key, compute)
    finally:
        shared.give_up(key)


def _computed(key: Key, compute: Compute) -> Answer:
    count(Event.MISS)
    answer = compute()
    entry = answer.entry
    if answer.is_kept and not entry.is_over:
        of_state = key.at(answer.state)
        memory.put(of_state, entry, entry.size)
        if shared.is_used():
            shared.put(of_state, entry)
    return answer
