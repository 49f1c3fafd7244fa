"""A breaker: after failures in a row it keeps everybody from waiting for a service that does not answer."""

from __future__ import annotations

import logging
import time
from threading import Lock

from ..monitoring.metrics import left_alone

logger = logging.getLogger("content_api.caching")


class Breaker:
    """Opens after ``most_failures`` in a row. Then one call in ``pause`` seconds finds out whether it is over."""

    def __init__(self, name: str, *, most_failures: int = 2, pause: float = 5.0) -> None:
        self.name = name
        self.most_failures = most_failures
        self.pause = pause
        self.failures = 0  # in a row
        self.failures_in_all = 0
        self._closed_again_at = 0.0
        self._lock = Lock()

    @property
    def is_open(self) -> bool:
        """Whether the service is known not to answer."""
        return self.failures >= self.most_failures

    @property
    def is_left_alone(self) -> bool:
        """Whether the next call would not be made."""
        return self.is_open and time.monotonic() < self._closed_again_at

    def may_try(self) -> bool:
        """Whether to ask the service now."""
        if not self.is_open:
            return True
        with self._lock:
            if time.monotonic() < self._closed_again_at:
                return False
            self._closed_again_at = time.monotonic() + self.pause  # others do not wait for the one who finds out
            return True

    def failed(self, reason: str) -> None:
        with self._lock:
            self.failures += 1
            self.failures_in_all += 1
            self._closed_again_at = time.monotonic() + self.pause
            if self.failures == self.most_failures:
                left_alone.labels(self.name).set(1)
                logger.warning("%s does not answer (%s): it is left alone for %g s.", self.name, reason, self.pause)

    def succeeded(self) -> bool:
        """Note that the service answers; whether it had been left alone until now."""
        if not self.failures:
            return False
        with self._lock:
            was_open, self.failures = self.is_open, 0
        if was_open:
            left_alone.labels(self.name).set(0)
            logger.warning("%s answers again.", self.name)
        return was_open
