"""Kept answers, tags, the log and those who follow it, over random editorial work.

``make proof`` takes 2,000 steps instead of 200, and other ones each time.
"""

from __future__ import annotations

import datetime as dt
import itertools
import json
import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test
from time_machine import travel

from content_api.caching.answers import memory
from tests.databases import FOLDER, ProcessDatabase

from .content import fill
from .machine import Figures, Machine

STEPS = int(os.environ.get("PROOF_STEPS", "200"))
# The same steps in each run of the suite, other ones in each proof.
SEED = int(os.environ.get("PROOF_SEED", "1"))
SETTINGS = settings(
    max_examples=2,
    stateful_step_count=85,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    print_blob=False,
    suppress_health_check=list(HealthCheck),
)
FIGURES = FOLDER.parent / "proof" / "coherence.json"  # for `make proof`
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

        # The first of a run's examples is always the simplest one: mostly the client that follows, and no step.
        for number in itertools.count(SEED):
            machine = seed(number)(type("Work", (Machine,), {"begin": staticmethod(begin), "figures": figures}))
            run_state_machine_as_test(machine, settings=SETTINGS)
            if figures.steps >= STEPS:
                break
    FIGURES.parent.mkdir(parents=True, exist_ok=True)
    FIGURES.write_text(json.dumps({**vars(figures), "seed": SEED, "share_kept": figures.share_kept}))
    assert figures.versions > figures.steps / 3
    assert figures.share_kept >= 0.9
