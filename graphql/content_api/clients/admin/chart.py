"""The chart of a client's usage: a bar for each day, drawn on the server. A table beside it has the same numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Sum

from ...charts import HEIGHT, WIDTH, Part, places, round_up, stacked
from ..models import ApiClient

__all__ = ["DAYS", "HEIGHT", "WIDTH", "Numbers", "Usage", "usage_of"]

DAYS = 30


@dataclass(frozen=True)
class Numbers:
    """What was asked in some time: all requests; answered with errors; refused."""

    requests: int = 0
    errors: int = 0
    refusals: int = 0

    @property
    def fine(self) -> int:
        return self.requests - self.errors - self.refusals

    @property
    def written(self) -> list[str]:
        """The three numbers as they stand in tables."""
        return [f"{number:,}" for number in (self.requests, self.errors, self.refusals)]

    def __add__(self, other: Numbers) -> Numbers:
        return Numbers(self.requests + other.requests, self.errors + other.errors, self.refusals + other.refusals)


@dataclass(frozen=True)
class Bar:
    day: date
    numbers: Numbers
    x: float
    width: float
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Usage:
    """A client's usage of the last days, of one operation or of all."""

    operation: str | None
    by_day: dict[date, Numbers]
    by_operation: list[tuple[str, Numbers]]  # of all operations, most requests first

    @property
    def total(self) -> Numbers:
        return sum(self.by_day.values(), start=Numbers())

    @property
    def top(self) -> int:
        """The number at the upper edge of the chart: one that people like, not below any day's."""
        return round_up(max(numbers.requests for numbers in self.by_day.values()))

    @property
    def bars(self) -> list[Bar]:
        days = zip(places(len(self.by_day)), self.by_day.items(), strict=True)
        return [Bar(day, numbers, x, width, self._parts(numbers)) for (x, width), (day, numbers) in days]

    def _parts(self, numbers: Numbers) -> tuple[Part, ...]:
        return stacked([("fine", numbers.fine), ("errors", numbers.errors), ("refusals", numbers.refusals)], self.top)


def usage_of(client: ApiClient, today: date, operation: str | None = None) -> Usage:
    """The usage of the last ``DAYS`` days; two statements. ``operation`` narrows the days, "" means free documents."""
    first = today - timedelta(days=DAYS - 1)
    rows = client.usage.filter(day__gte=first, day__lte=today).order_by()
    sums = {name: Sum(name) for name in ("requests", "errors", "refusals")}
    operations = _read(rows.values_list("operation").annotate(**sums))
    narrowed = rows if operation is None else rows.filter(operation=operation)
    days = _read(narrowed.values_list("day").annotate(**sums))
    by_day = {day: days[day] for day in (first + timedelta(days=number) for number in range(DAYS))}
    return Usage(operation, by_day, sorted(operations.items(), key=lambda one: (-one[1].requests, one[0])))


def _read(rows: Iterable[tuple[Any, int, int, int]]) -> defaultdict[Any, Numbers]:
    return defaultdict(Numbers, {key: Numbers(*numbers) for key, *numbers in rows})
