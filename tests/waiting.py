"""Waiting for what another process or thread does."""

from __future__ import annotations

import time
from collections.abc import Callable

PATIENCE = 90  # seconds, on a machine that is busy


def until(condition: Callable[[], object], what: str) -> None:
    """Return as soon as ``condition`` holds; fail with ``what`` where it never does."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.05)
