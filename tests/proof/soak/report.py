"""The figures of a run as a table, and as a part of ``docs/proof.md``."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from .faults import Faults
from .history import History
from .readers import Reader
from .receiving import Deliveries

Row = tuple[str, str]


def rows(
    seconds: float, history: History, readers: list[Reader], faults: Faults, deliveries: Deliveries | None
) -> list[Row]:
    """What was done, and what came of it."""
    answers: Counter[int] = sum((reader.answers for reader in readers), Counter())
    phases = sorted({phase for reader in readers for phase in reader.times})
    found = [
        ("Seconds", f"{seconds:.0f}"),
        ("Publishes", f"{history.published:,}, {history.published / seconds:.1f} a second"),
        ("Reads", f"{answers.total():,}, {answers.total() / seconds:,.0f} a second"),
        ("of which 304", f"{answers[304]:,}"),
        ("Articles held against a version", f"{history.checked:,}"),
        ("Other statuses than 200 and 304", f"{answers.total() - answers[200] - answers[304]:,}"),
        ("Connections that the server had closed", f"{sum(reader.connected_again for reader in readers):,}"),
        ("Worker killed", f"{faults.kills} times"),
    ]
    for phase in phases:
        times = sorted(time for reader in readers for time in reader.times.get(phase, []))
        found.append((f"Milliseconds while {phase}: median, 99 %, longest", _times(times)))
    if deliveries is None:
        found.append(("Webhooks", "not part of this version"))
    else:
        found.append(("Webhooks delivered", f"{len(set(deliveries.numbers)):,}"))
        found.append(("of which twice", f"{deliveries.duplicates:,}, under the same id"))
        found.append(("of which refused once", f"{len(deliveries.refused):,}"))
    return found


def table(found: Iterable[Row]) -> str:
    lines = list(found)
    width = max(len(name) for name, _ in lines)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in lines)


def _times(times: list[float]) -> str:
    if not times:
        return "none"
    longest = len(times) - 1
    chosen = (times[longest // 2], times[math.floor(longest * 0.99)], times[longest])
    return ", ".join(f"{time * 1000:.1f}" for time in chosen)
