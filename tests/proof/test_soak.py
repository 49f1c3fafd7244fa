"""What a soak is judged by."""

from __future__ import annotations

from tests.proof.soak.run import Findings, too_few_publishes


def test_writers_that_fall_behind_are_a_problem() -> None:
    assert too_few_publishes(Findings(900, published=4_500)) == []
    assert too_few_publishes(Findings(900, published=3_690)) == ["4.1 publishes a second instead of 5.0"]
