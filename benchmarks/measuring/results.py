"""What a run found out: numbers that the report is made of, kept as JSON as well."""

from __future__ import annotations

import json
import math
import statistics
from dataclasses import asdict, dataclass, field
from typing import Any

from .counting import Counting
from .places import RESULTS
from .rates import Rate
from .subjects import Subject


@dataclass(frozen=True)
class Measurement:
    """One question at one side with one number of articles. Times are milliseconds, sizes bytes."""

    side: str
    total: int
    key: str
    title: str
    median: float
    p95: float
    cpu: float
    statements: int
    statement_time: float
    size: int


@dataclass
class Results:
    """``skipped`` holds what could not be asked and why."""

    rounds: int
    small: int
    large: int | None
    facts: dict[str, str] = field(default_factory=dict)
    measurements: list[Measurement] = field(default_factory=list)
    rates: list[Rate] = field(default_factory=list)  # at Nuages with the smaller number of articles
    counting: list[Counting] = field(default_factory=list)  # what metrics cost there
    skipped: list[str] = field(default_factory=list)
    building: dict[str, float] = field(default_factory=dict)  # seconds
    memory: dict[str, float] = field(default_factory=dict)  # MB

    def find(self, side: str, total: int | None, key: str) -> Measurement | None:
        matching = (one for one in self.measurements if (one.side, one.total, one.key) == (side, total, key))
        return next(matching, None)

    def rate(self, key: str) -> Rate | None:
        return next((one for one in self.rates if one.key == key), None)

    def save(self) -> None:
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        RESULTS.write_text(json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n")


def load() -> Results:
    """The results of the last run."""
    content: dict[str, Any] = json.loads(RESULTS.read_text())
    measurements = [Measurement(**one) for one in content.pop("measurements")]
    rates = [Rate(**one) for one in content.pop("rates", [])]
    counting = [Counting(**one) for one in content.pop("counting", [])]
    return Results(measurements=measurements, rates=rates, counting=counting, **content)


def measurement(measured: Subject) -> Measurement:
    return Measurement(
        side=measured.server.side.name,
        total=measured.server.total,
        key=measured.key,
        title=measured.title,
        median=statistics.median(measured.times),
        p95=percentile(measured.times, 95),
        cpu=statistics.median(measured.cpu_times),
        statements=measured.statements,
        statement_time=measured.statement_time,
        size=measured.size,
    )


def percentile(values: list[float], percent: int) -> float:
    """The smallest value that so many percent of all do not exceed."""
    return sorted(values)[math.ceil(len(values) * percent / 100) - 1]
