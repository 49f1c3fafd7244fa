"""How long one request may execute, all its statements and resolvers together."""

from __future__ import annotations

import time

from django.conf import settings

from ..errors import TimedOutError


class Deadline:
    """Runs from its making on for ``GRAPHQL_LIMITS["execution_seconds"]``, or for ``seconds``."""

    def __init__(self, seconds: float | None = None) -> None:
        self.allowed: float = settings.GRAPHQL_LIMITS["execution_seconds"] if seconds is None else seconds
        self._end = time.monotonic() + self.allowed

    @property
    def remaining(self) -> float:
        """Seconds that are left, never below zero."""
        return max(0.0, self._end - time.monotonic())

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._end

    def check(self) -> None:
        """Raise ``TimedOutError`` once the time is over."""
        if self.passed:
            raise TimedOutError(self.allowed)
