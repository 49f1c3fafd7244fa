"""Threads that work together."""

from __future__ import annotations

import threading

import pytest

from config.files.together import together


def test_everything_is_done_by_no_more_threads_than_allowed() -> None:
    names: set[str] = set()

    def work(item: int) -> int:
        names.add(threading.current_thread().name)
        return item * item

    assert sorted(together(work, range(100), threads=3)) == [item * item for item in range(100)]
    assert len(names) <= 3


def test_an_error_ends_it() -> None:
    done: list[int] = []

    def work(item: int) -> None:
        if item == 2:
            raise ValueError("two")
        done.append(item)

    with pytest.raises(ValueError, match="two"):
        list(together(work, range(1_000), threads=1))

    assert len(done) < 10


def test_nothing_is_begun_long_before_its_turn() -> None:
    taken: list[int] = []

    def items() -> object:
        for item in range(100):
            taken.append(item)
            yield item

    results = together(lambda item: item, items(), threads=2)  # type: ignore[arg-type]
    next(results)

    assert len(taken) <= 4
    results.close()  # type: ignore[attr-defined]
