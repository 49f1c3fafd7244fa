"""What each program holds, its children included, and whether it grows.

Counted is memory that belongs to no file and to no segment that PostgreSQL's processes share; what a process shares
with the one that it was forked from counts once (``Pss_Anon``).
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

WARM_UP = 1 / 3  # of the run
MOST_GROWTH = 0.05
LEAST = 1.0  # MB that a program must grow by, so that a small one is not judged by a page or two
SHORTEST = 300.0  # seconds; what a shorter run shows is warm-up


@dataclass
class Memory:
    """Of one program: MB at so many seconds."""

    name: str
    samples: list[tuple[float, float]] = field(default_factory=list)

    def note(self, seconds: float, pids: Sequence[int]) -> None:
        if pids:
            self.samples.append((seconds, sum(map(megabytes, pids))))

    @property
    def begin(self) -> float:
        """Of the line through all samples after the warm-up."""
        slope, intercept = self._line()
        return intercept + slope * self._warm[0][0]

    @property
    def end(self) -> float:
        slope, intercept = self._line()
        return intercept + slope * self._warm[-1][0]

    @property
    def growth(self) -> float:
        """From the warm-up to the end, as a share."""
        return (self.end - self.begin) / self.begin

    @property
    def grows(self) -> bool:
        return self.growth >= MOST_GROWTH and self.end - self.begin >= LEAST

    @property
    def _warm(self) -> list[tuple[float, float]]:
        start = self.samples[-1][0] * WARM_UP
        return [sample for sample in self.samples if sample[0] >= start]

    def _line(self) -> tuple[float, float]:
        times, sizes = zip(*self._warm, strict=True)
        if len(times) < 2:
            return 0.0, sizes[0]
        line = statistics.linear_regression(times, sizes)
        return line.slope, line.intercept


def megabytes(pid: int) -> float:
    """0 for a process that has ended meanwhile."""
    return _parsed(pid).get("Pss_Anon", 0.0)


def _parsed(pid: int) -> Mapping[str, float]:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
    except OSError:
        return {}
    return {name: int(rest.split()[0]) / 1024 for name, _, rest in (line.partition(":") for line in lines)}
