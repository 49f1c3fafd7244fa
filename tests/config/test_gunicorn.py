"""How gunicorn is told to serve."""

from __future__ import annotations

import gc
from pathlib import Path
from runpy import run_path

import pytest
from django.conf import settings


@pytest.fixture
def hooks() -> dict[str, object]:
    return run_path(str(Path(settings.BASE_DIR) / "gunicorn.conf.py"))


def test_what_is_loaded_before_the_workers_is_left_alone_by_the_garbage_collector(hooks: dict[str, object]) -> None:
    before = gc.get_freeze_count()

    try:
        hooks["when_ready"](None)  # type: ignore[operator]
        found = gc.get_freeze_count()
    finally:
        gc.unfreeze()

    assert before == 0
    assert found > len(gc.get_objects(generation=0))
