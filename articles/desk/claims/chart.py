"""The chart of claims by status: a bar for each week of the last year."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max

from articles.models import ClaimCount, ClaimStatus
from content_api.charts import HEIGHT, WIDTH, Part, places, round_up, stacked

WEEKS = 52
# From the bottom up: what stands firm below, what needs work on top of it.
ORDER = (ClaimStatus.VERIFIED, ClaimStatus.DISPUTED, ClaimStatus.OUTDATED, ClaimStatus.UNVERIFIED)


@dataclass(frozen=True)
class Bar:
    """One day. ``numbers`` are in the order of the statuses; a day that was not counted has none."""

    day: date
    numbers: tuple[int, ...]
    x: float
    width: float
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        return sum(self.numbers)

    @property
    def spoken(self) -> str:
        """The numbers in a line, for whoever cannot see the bar."""
        named = zip(ORDER, self.numbers, strict=True)
        return ", ".join(f"{number} {status.label.lower()}" for status, number in named)


@dataclass(frozen=True)
class ClaimChart:
    bars: tuple[Bar, ...]
    top: int

    width, height = WIDTH, HEIGHT
    statuses = ORDER

    @property
    def middle(self) -> int:
        return self.top // 2

    @property
    def counted(self) -> list[Bar]:
        return [bar for bar in self.bars if bar.numbers]

    @property
    def latest(self) -> Bar:
        return self.counted[-1]


def claim_chart() -> ClaimChart | None:
    """The year that ends with the newest count; ``None`` before anything was counted. Two statements."""
    last = ClaimCount.objects.aggregate(last=Max("day"))["last"]
    if last is None:
        return None
    days = [last - timedelta(weeks=number) for number in reversed(range(WEEKS))]
    counts: dict[date, dict[str, int]] = defaultdict(dict)
    for day, status, count in ClaimCount.objects.filter(day__in=days).values_list("day", "status", "count"):
        counts[day][status] = count
    numbers = {day: tuple(counts[day].get(status, 0) for status in ORDER) if day in counts else () for day in days}
    top = round_up(max(sum(found) for found in numbers.values()))
    return ClaimChart(
        tuple(
            Bar(day, numbers[day], x, width, stacked(zip(ORDER, numbers[day], strict=False), top))
            for day, (x, width) in zip(days, places(len(days)), strict=True)
        ),
        top,
    )
