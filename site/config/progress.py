"""A progress bar for people who wait; nothing where the output goes into a file."""

from __future__ import annotations

import time
from typing import Any

WIDTH = 30  # characters of the bar
PAUSE = 0.1  # seconds between two drawings


class Progress:
    """Draws one line over and over: what is done, how far, of how many."""

    def __init__(self, out: Any) -> None:
        self._out = out
        self._is_shown = bool(getattr(out, "isatty", lambda: False)())
        self._drawn_at = 0.0

    def __call__(self, what: str, done: int, total: int) -> None:
        now = time.monotonic()
        if not self._is_shown or (done < total and now - self._drawn_at < PAUSE):
            return
        self._drawn_at = now
        filled = WIDTH * done // total if total else WIDTH
        bar = "█" * filled + "░" * (WIDTH - filled)
        self._write(f"\r{bar} {done:,} of {total:,} {what}\x1b[K")

    def close(self) -> None:
        """Leave an empty line for what is said next."""
        if self._is_shown and self._drawn_at:
            self._write("\r\x1b[K")

    def _write(self, text: str) -> None:
        self._out.write(text, ending="")
        self._out.flush()
