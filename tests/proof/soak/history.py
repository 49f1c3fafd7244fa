"""What was published when: what an answer has to show that claims a version."""

from __future__ import annotations

import json
from bisect import bisect_right
from dataclasses import dataclass, field
from threading import Lock
from typing import IO


@dataclass
class History:
    """Which publish of each article belongs to which version. ``begin`` is the version of the first content."""

    begin: int
    articles: int
    newest: int = 0  # the newest version that is known to be committed
    published: int = 0
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
            said = json.loads(line)
            self._versions[said["slug"]].append(said["version"])
            self._numbers[said["slug"]].append(said["number"])
            with self._lock:
                self.newest = max(self.newest, said["version"])
                self.published += 1

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

    @property
    def checked(self) -> int:
        return len(self._shown)
