"""Whether a program grows, from samples of its memory."""

from __future__ import annotations

import pytest

from tests.proof.soak.memory import Memory


def memory(*sizes: float) -> Memory:
    return Memory("web-1", [(float(number), size) for number, size in enumerate(sizes)])


def test_what_grows_while_it_warms_up_does_not_count() -> None:
    found = memory(50, 80, 100, 100, 100, 100, 100)

    assert (found.begin, found.end, found.grows) == (100, 100, False)


def test_what_grows_afterwards_does() -> None:
    found = memory(50, 80, 100, 102, 104, 106, 108)

    assert (found.begin, found.end, found.grows) == (pytest.approx(100), pytest.approx(108), True)
    assert found.growth == pytest.approx(0.08)


def test_a_page_or_two_of_a_small_program_do_not() -> None:
    found = memory(5, 5, 5, 5.1, 5.2, 5.3, 5.4)

    assert found.growth == pytest.approx(0.08)
    assert not found.grows
