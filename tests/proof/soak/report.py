"""The figures of a run: rows of ``docs/proof.md``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from benchmarks.reporting.tables import table

from .run import SHARE, Findings

Row = tuple[str, str]


def figures(findings: Findings) -> dict[str, Any]:
    """What is kept of a run, as JSON."""
    seen, seconds = findings.seen, findings.seconds
    reads = seen.statuses.total() + seen.pictures.total()
    times = sorted(seen.times) or [0.0]
    most = len(times) - 1
    return {
        "seconds": seconds,
        "capacity": findings.capacity,
        "rate": reads / seconds,
        "publishes": findings.published / seconds,
        "cpu": {name: used / seconds for name, used in findings.cpu.items()},  # processors
        "rows": [
            ("Seconds", f"{seconds:,.0f}"),
            ("Requests a second that the services can do", f"{findings.capacity:,.0f}"),
            (f"{SHARE:.0%} of it, as many as came in", f"{reads:,}, {reads / seconds:,.0f} a second"),
            ("of which 304", f"{seen.statuses[304]:,}"),
            ("of which pictures", f"{seen.pictures.total():,}"),
            ("Errors", f"{seen.failed + seen.pictures.total() - seen.pictures[200]:,}"),
            ("Articles held against a version", f"{findings.checked:,}"),
            ("Publishes", f"{findings.published:,}, {findings.published / seconds:.1f} a second"),
            ("Webhooks delivered", f"{findings.delivered:,}"),
            (
                "Milliseconds after a request was due: median, 99 %, longest",
                ", ".join(f"{times[place] * 1000:.1f}" for place in (most // 2, most * 99 // 100, most)),
            ),
        ],
        "memory": [
            (memory.name, f"{memory.begin:.1f}", f"{memory.end:.1f}", f"{memory.growth:+.1%}")
            for memory in findings.memories
        ],
    }


def markdown(figures: Mapping[str, Any]) -> str:
    memory = table(("program", "MB after a third of the time", "MB in the end", "growth"), figures["memory"])
    return f"```text\n{lines(figures['rows'])}\n```\n\n{memory}"


def lines(found: Iterable[Row]) -> str:
    rows = list(found)
    width = max(len(name) for name, _ in rows)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in rows)
