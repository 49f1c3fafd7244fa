"""Many who ask the same at once: one computes, the others are given what it finds."""

from __future__ import annotations

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import Settings

from content_api.caching import answers, shared
from content_api.caching.answers import answer_to, flights, memory
from content_api.caching.bounded import OVERHEAD, Bounded
from content_api.caching.counters import counts
from content_api.caching.entries import Answer, Entry, Key
from content_api.changes.state import State

KEY = Key("release", State("epoch", 1), b"question", "application/json", "public")
LATER = State("epoch", 2)


def answer(body: bytes = b"{}", state: State | None = KEY.state, **values: Any) -> Answer:
    return Answer(Entry.of(body), state, **values)


@pytest.fixture(params=[False, True], ids=["alone", "shared"])
def sharing(request: pytest.FixtureRequest, settings: Settings) -> bool:
    settings.GRAPHQL_CACHE = {**settings.GRAPHQL_CACHE, "shared": request.param}
    return bool(request.param)


@pytest.fixture
def shares(settings: Settings) -> None:
    settings.GRAPHQL_CACHE = {**settings.GRAPHQL_CACHE, "shared": True}


@pytest.fixture(autouse=True)
def nothing_under_way() -> Iterator[None]:
    yield
    assert flights._flights == {}


def together(compute: Any, asked: int = 5) -> list[Answer]:
    """The answers of several threads that ask while the first one still computes."""
    begun, go_on = Event(), Event()

    def first() -> Answer:
        begun.set()
        assert go_on.wait(5)
        result: Answer = compute()
        return result

    with ThreadPoolExecutor(asked + 1) as threads:
        leader = threads.submit(answer_to, KEY, first)
        assert begun.wait(5)
        followers = [threads.submit(answer_to, KEY, compute) for _ in range(asked)]
        waiting: Any = flights._flights[KEY].landed._cond._waiters  # type: ignore[attr-defined]
        end = time.monotonic() + 5
        while len(waiting) < asked and time.monotonic() < end:
            time.sleep(0.001)
        assert len(waiting) == asked
        go_on.set()
        return [one.result() for one in (leader, *followers)]


def test_one_computes_for_all(sharing: bool) -> None:
    computed: list[int] = []

    def compute() -> Answer:
        computed.append(1)
        return answer()

    found = together(compute)

    assert len(computed) == 1
    assert [one.entry.body for one in found] == [b"{}"] * 6
    assert counts()["joined"] == 5


def test_errors_are_found_out_by_each(sharing: bool) -> None:
    computed: list[int] = []

    def compute() -> Answer:
        computed.append(1)
        return answer(b'{"errors":[]}', is_kept=False)

    assert len(together(compute)) == len(computed) == 6
    assert len(memory) == 0


def test_an_exception_ends_the_computation_for_the_others(sharing: bool) -> None:
    def broken() -> Answer:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answer_to(KEY, broken)

    assert answer_to(KEY, answer).entry.body == b"{}"


def test_answer_is_kept_for_its_own_state(sharing: bool) -> None:
    found = answer_to(KEY, lambda: answer(state=LATER))

    assert found.state == LATER
    assert memory.get(KEY) is None
    assert answer_to(KEY.at(LATER), lambda: pytest.fail("It is kept.")).state == LATER


def test_other_processes_are_given_it(shares: None) -> None:
    answer_to(KEY, lambda: Answer(Entry.of(b"{}", ("everything",)), KEY.state))
    memory.clear()

    found = answer_to(KEY, lambda: pytest.fail("It is shared."))

    assert (found.entry.body, found.entry.tags) == (b"{}", ("everything",))
    assert counts()["shared_hit"] == 1
    memory.clear()
    assert answer_to(KEY._replace(scope="other"), lambda: answer(b"other")).entry.body == b"other"


def test_what_another_process_computes_is_waited_for(shares: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            shared.put(KEY, Entry.of(b"other"))

    waits: list[float] = []
    assert shared.claim(KEY)
    monkeypatch.setattr("content_api.caching.shared.time.sleep", sleep)

    assert answer_to(KEY, lambda: pytest.fail("Another does.")).entry.body == b"other"
    assert waits == [shared.PAUSE] * 3


@pytest.mark.parametrize("ending", ["patience", "claim"])
def test_nobody_waits_for_ever(ending: str, shares: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shared.claim(KEY)
    if ending == "patience":
        monkeypatch.setattr(shared, "PATIENCE", 0.05)
    else:
        monkeypatch.setattr("content_api.caching.shared.time.sleep", lambda seconds: shared.give_up(KEY))

    assert answer_to(KEY, answer).entry.body == b"{}"


def test_claim_ends_with_the_computation(shares: None) -> None:
    answer_to(KEY, answer)

    assert shared.claim(KEY)


def test_too_large_answers_are_not_shared(shares: None, settings: Settings) -> None:
    settings.GRAPHQL_CACHE = {**settings.GRAPHQL_CACHE, "entry_bytes": 10}
    answer_to(KEY, lambda: answer(b"x" * 11))

    assert cache.get(KEY.place) is None


def test_something_else_in_the_shared_cache_is_no_answer(shares: None) -> None:
    cache.set(KEY.place, "nonsense")

    assert answer_to(KEY, answer).entry.body == b"{}"


def test_every_part_of_a_key_has_a_place_of_its_own() -> None:
    changes: dict[str, Any] = {
        "release": "other",
        "state": LATER,
        "fingerprint": b"other",
        "media_type": "other",
        "scope": "other",
    }

    assert len({KEY.place, *(KEY._replace(**{name: value}).place for name, value in changes.items())}) == 6


def test_memory_is_bounded_and_forgets_the_oldest() -> None:
    kept: Bounded[str] = Bounded(20 * (OVERHEAD + 100))
    for number in range(30):
        kept.put(number, "value", 100)
        kept.get(0)

    assert len(kept) == 20
    assert [number for number in range(30) if kept.get(number)] == [0, *range(11, 30)]
    kept.put("large", "value", kept.most_bytes)
    assert kept.get("large") is None
    kept.put(0, "again", 100)
    assert (len(kept), kept.get(0)) == (20, "again")
    assert answers.memory is memory
