"""How gunicorn is told to serve."""

from __future__ import annotations

import gc
from pathlib import Path
from runpy import run_path
from types import SimpleNamespace

import pytest
from django.conf import settings
from gunicorn.util import load_class

from config.serving.worker import DrainingWorker


def test_how_long_it_lives_and_ends_is_set_by_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("WEB_STOP_DELAY", "WEB_GRACEFUL_TIMEOUT", "WEB_KEEPALIVE", "WEB_MAX_REQUESTS"):
        monkeypatch.delenv(name, raising=False)
    names = ("stop_delay", "graceful_timeout", "keepalive", "max_requests", "max_requests_jitter")
    assert [read()[name] for name in names] == [0, 30, 75, 10_000, 1_000]

    for number, name in enumerate(("WEB_STOP_DELAY", "WEB_GRACEFUL_TIMEOUT", "WEB_KEEPALIVE"), start=1):
        monkeypatch.setenv(name, str(number))
    monkeypatch.setenv("WEB_MAX_REQUESTS", "50")
    assert [read()[name] for name in names] == [1, 2, 3, 50, 5]


def test_the_door_is_closed_in_good_order() -> None:
    assert load_class(str(read()["worker_class"])) is DrainingWorker


def read() -> dict[str, object]:
    return run_path(str(Path(settings.BASE_DIR) / "gunicorn.conf.py"))


@pytest.fixture
def hooks() -> dict[str, object]:
    return read()


def test_what_is_loaded_before_the_workers_is_left_alone_by_the_garbage_collector(hooks: dict[str, object]) -> None:
    before = gc.get_freeze_count()

    try:
        hooks["when_ready"](SimpleNamespace(handle_term=None))  # type: ignore[operator]
        found = gc.get_freeze_count()
    finally:
        gc.unfreeze()

    assert before == 0
    assert found > len(gc.get_objects(generation=0))
