"""Questions with a time limit, asked at most every so often."""

from __future__ import annotations

import logging
import threading
from typing import Any

import pytest

from config.monitoring.probes import Probe


class Asked:
    """Counts how often it is asked."""

    def __init__(self, answer: Any = True) -> None:
        self.times = 0
        self.answer = answer

    def __call__(self) -> Any:
        self.times += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def test_an_answer_is_kept() -> None:
    asked = Asked("yes")
    probe = Probe("store", asked, keep=60)

    findings = [probe.find() for _ in range(3)]

    assert [(finding.is_ok, finding.value) for finding in findings] == [(True, "yes")] * 3
    assert asked.times == 1


def test_an_answer_that_is_not_kept_is_asked_for_anew() -> None:
    asked = Asked()
    probe = Probe("store", asked, keep=0)

    probe.find()
    probe.find()

    assert asked.times == 2


def test_bad_answers_are_kept_for_a_time_of_their_own() -> None:
    asked = Asked(ValueError())
    probe = Probe("store", asked, keep=60, keep_bad=0)

    assert [probe.find().is_ok for _ in range(2)] == [False, False]
    assert asked.times == 2


def test_one_that_hangs_is_late_and_not_asked_again() -> None:
    goes_on, began = threading.Event(), threading.Event()
    times: list[int] = []

    def hangs() -> bool:
        times.append(1)
        began.set()
        return goes_on.wait(30)

    probe = Probe("store", hangs, limit=0.05, keep=60)
    late = [probe.find() for _ in range(3)]
    assert began.wait(30)

    assert [(finding.is_ok, finding.value) for finding in late] == [(False, None)] * 3
    assert len(times) == 1

    goes_on.set()
    run = probe._running
    assert run is None or run.ended.wait(30)
    assert probe.find().is_ok
    assert len(times) == 1


def test_the_log_says_once_what_is_wrong_and_once_that_it_is_well(caplog: pytest.LogCaptureFixture) -> None:
    asked = Asked(PermissionError("the key AKIA0000 is refused"))
    probe = Probe("store", asked, keep=0, keep_bad=0)

    with caplog.at_level(logging.INFO, logger="config.monitoring"):
        probe.find()
        probe.find()
        asked.answer = True
        probe.find()
        probe.find()

    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("ERROR", "Not well: store (PermissionError)"),
        ("WARNING", "Well again: store"),
    ]
