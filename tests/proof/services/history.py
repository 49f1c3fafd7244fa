"""What was published when: what an answer has to show that claims a version."""

from __future__ import annotations

import json
import time
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import IO, Any


@dataclass
class History:
    """Which publish of each article belongs to which version. ``begin`` is the version of the first content."""

    begin: int
    articles: int
    newest: int = 0  # the newest version that is known to be committed
    published: int = 0
    phase: Callable[[], str] = lambda: ""
    by_phase: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)  # and done again, by phase
    # When which version was known to be committed, by time.monotonic().
    _moments: list[tuple[float, int]] = field(default_factory=list)
    _versions: dict[str, list[int]] = field(default_factory=dict)
    _numbers: dict[str, list[int]] = field(default_factory=dict)
    # What answers have shown, by article and claimed version, until it can be held against the rest.
    _shown: dict[tuple[str, int], int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self.newest = self.begin
        for number in range(self.articles):
            self._versions[f"article-{number}"] = [self.begin]
            self._numbers[f"article-{number}"] = [0]

    def listen(self, output: IO[bytes]) -> None:
        """Read what a writer says, to its end. No two writers publish the same article."""
        for line in output:
            self._note(json.loads(line))

    def _note(self, said: dict[str, Any]) -> None:
        self._versions[said["slug"]].append(said["version"])
        self._numbers[said["slug"]].append(said["number"])
        phase = self.phase()
        with self._lock:
            self.newest = max(self.newest, said["version"])
            self._moments.append((time.monotonic(), self.newest))
            self.published += 1
            self.by_phase[phase] += 1
            self.refused[phase] += said["refused"]

    def newest_before(self, seconds: float) -> int:
        """The newest version that was known to be committed so long ago."""
        with self._lock:
            place = bisect_right(self._moments, time.monotonic() - seconds, key=lambda one: one[0])
            return self._moments[place - 1][1] if place else self.begin

    def shown(self, slug: str, version: int, number: int) -> str:
        """Note what an answer has shown: a problem where another one has shown something else."""
        with self._lock:
            other = self._shown.setdefault((slug, version), number)
        return "" if other == number else f"{slug} at version {version}: publish {number}, and {other} elsewhere"

    def problems(self) -> list[str]:
        """Answers that have not shown exactly what belongs to the version that they claim."""
        found = []
        for (slug, version), number in self._shown.items():
            due = self._numbers[slug][bisect_right(self._versions[slug], version) - 1]
            if number != due:
                found.append(f"{slug} at version {version}: publish {number} instead of {due}")
        return found

    def lost(self, titles: dict[str, str]) -> list[str]:
        """Publishes that were said to be committed and are not in the ``titles`` by slug that the database ends with.

        One more than was said may be there: its writer was ended before it could say so.
        """
        return [
            f"{slug} ends with {titles.get(slug)!r}, though publish {numbers[-1]} was committed"
            for slug, numbers in self._numbers.items()
            if int(titles.get(slug, " -1").rpartition(" ")[2]) < numbers[-1]
        ]

    @property
    def checked(self) -> int:
        return len(self._shown)
