"""What clients saw, as the table of ``docs/proof.md``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from benchmarks.reporting.tables import NONE, table

from .run import Findings, Outcome

HEAD = (
    "meanwhile",
    "reads",
    "of these failed",
    "pictures",
    "of these failed",
    "sent again",
    "99 % within ms",
    "longest ms",
    "publishes",
    "tried again",
    "back after s",
)


def figures(findings: Findings, seconds: float) -> dict[str, Any]:
    """What is kept of a run, as JSON."""
    return {
        "seconds": seconds,
        "rows": [_row(outcome) for outcome in findings.outcomes],
        "checked": findings.checked,
        "published": findings.published,
        "delivered": findings.delivered,
        "twice": findings.twice,
    }


def markdown(figures: Mapping[str, Any]) -> str:
    return table(HEAD, figures["rows"])


def _row(outcome: Outcome) -> list[str]:
    seen = outcome.seen
    times = sorted(seen.times) or [0.0]
    return [
        outcome.name,
        f"{seen.statuses.total():,}",
        _counted(seen.statuses, seen.unanswered),
        f"{seen.pictures.total():,}",
        _counted(seen.pictures, 0),
        ", ".join(f"{count:,} {reason}" for reason, count in sorted(seen.again.items())) or NONE,
        f"{times[(len(times) - 1) * 99 // 100] * 1000:,.0f}",
        f"{times[-1] * 1000:,.0f}",
        f"{outcome.published:,}",
        f"{outcome.refused:,}",
        NONE if outcome.recovery is None else f"{outcome.recovery:.1f}",
    ]


def _counted(statuses: Mapping[int, int], unanswered: int) -> str:
    found = [f"{count:,} × {status}" for status, count in sorted(statuses.items()) if status not in (200, 304)]
    return ", ".join([*found, *([f"{unanswered:,} without answer"] if unanswered else [])]) or "0"
