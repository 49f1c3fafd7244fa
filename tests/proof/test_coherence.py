"""Kept answers, tags, the log and those who follow it, over random editorial work.

``make proof`` takes 2,000 steps instead of 200, and other ones each time.
"""

from __future__ import annotations

import datetime as dt
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from time_machine import travel

from content_api.caching.answers import memory
from tests.databases import ProcessDatabase

from .content import fill
from .machine import Figures, Machine

STEPS = int(os.environ.get("PROOF_STEPS", "200"))
STEPS_AT_ONCE = 50
BEGIN = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)


@pytest.mark.django_db(transaction=True)
def test_everything_agrees_after_each_step(django_db_setup: ProcessDatabase) -> None:
    figures = Figures()
    with travel(BEGIN, tick=False) as clock:

        def begin() -> Any:
            clock.move_to(BEGIN)
            django_db_setup.restore()
            memory.clear()
            fill()
            return clock

        machine = type("Work", (Machine,), {"begin": staticmethod(begin), "figures": figures})
        while figures.steps < STEPS:
            run_state_machine_as_test(
                machine,
                settings=settings(
                    max_examples=4,
                    stateful_step_count=STEPS_AT_ONCE,
                    deadline=None,
                    database=None,
                    derandomize="PROOF_STEPS" not in os.environ,
                    phases=[Phase.generate],
                    suppress_health_check=list(HealthCheck),
                ),
            )
    print(figures)
    assert figures.share_kept >= 0.9
