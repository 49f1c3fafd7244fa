"""A dictionary that forgets what was used longest ago, bounded in bytes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")

# What a key, a value's object and their places take beside the bytes that the caller counts.
OVERHEAD = 500


class Bounded(Generic[Value]):
    """Values with their sizes in bytes, the most recently used ones up to ``bytes`` in all."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._values: OrderedDict[Hashable, tuple[Value, int]] = OrderedDict()
        self._bytes = 0
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def put(self, key: Hashable, value: Value, size: int) -> None:
        """Keep ``value``, unless it alone would take more than a tenth of the room."""
        size += OVERHEAD
        if size > self.most_bytes // 10:
            return
        with self._lock:
            self._drop(key)
            self._values[key] = (value, size)
            self._bytes += size
            while self._bytes > self.most_bytes:
                self._drop(next(iter(self._values)))

    def clear(self) -> None:
        with self._lock:
            self._values.clear()
            self._bytes = 0

    def __len__(self) -> int:
        return len(self._values)

    def _drop(self, key: Hashable) -> None:
        _, size = self._values.pop(key, (None, 0))
        self._bytes -= size
