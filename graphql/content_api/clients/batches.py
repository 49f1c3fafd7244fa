"""Batches of usage, on their way from the processes that count to the table."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Self


def _nothing() -> dict[tuple[int, str, str], list[int]]:
    return defaultdict(lambda: [0, 0, 0])


@dataclass
class Batch:
    """What was asked by client, day and operation: requests, those with errors, those refused. And by token, its client
    and when it was used last.

    Days and moments are texts in ISO 8601, UTC.
    """

    counts: dict[tuple[int, str, str], list[int]] = field(default_factory=_nothing)
    used: dict[int, tuple[int, str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.counts)

    def add(self, later: Batch) -> None:
        """Take in ``later``."""
        for key, numbers in later.counts.items():
            self.counts[key] = [mine + more for mine, more in zip(self.counts[key], numbers, strict=True)]
        for token, (client, moment) in later.used.items():
            self.used[token] = max(self.used.get(token, (client, "")), (client, moment), key=lambda one: one[1])

    def as_text(self) -> str:
        return json.dumps({"counts": [[*key, *numbers] for key, numbers in self.counts.items()], "used": self.used})

    @classmethod
    def from_text(cls, text: str | bytes) -> Self:
        stored: dict[str, Any] = json.loads(text)
        batch = cls()
        for client, day, operation, *numbers in stored["counts"]:
            batch.counts[client, day, operation] = numbers
        batch.used = {int(token): (client, moment) for token, (client, moment) in stored["used"].items()}
        return batch
