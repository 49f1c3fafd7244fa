"""The tables of the report, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from benchmarks.measuring.results import Measurement, Results
from benchmarks.measuring.sides import NUAGES, PLAIN

from .targets import quotient, targets

NONE = "–"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers_from: int = 1) -> str:
    """Columns from ``numbers_from`` on are aligned to the right."""
    rules = ["---" if place < numbers_from else "---:" for place in range(len(head))]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, rules, *rows))


def answers_table(results: Results, total: int) -> str:
    """Every question at Nuages with ``total`` articles."""
    measured = [one for one in results.measurements if (one.side, one.total) == (NUAGES.name, total)]
    fixed = results.find(NUAGES.name, total, "fixed")
    return table(
        ("question", "median ms", "95 % within ms", "CPU ms", "SQL statements", "of these ms", "kB", "× fixed JSON"),
        (
            (
                one.title,
                f"{one.median:.1f}",
                f"{one.p95:.1f}",
                cpu(one),
                NONE if one.key == "fixed" else str(one.statements),
                NONE if one.key == "fixed" else f"{one.statement_time:.1f}",
                f"{one.size / 1000:.1f}",
                times(one, fixed),
            )
            for one in measured
        ),
    )


def plain_table(results: Results) -> str:
    """Plain Grapple beside Nuages, with the same content. Both lists of Nuages stand against the one list there."""
    rows = []
    for key, other in (
        ("list", "list"),
        ("list_of_pages", "list"),
        ("article", "article"),
        ("companies", "companies"),
        ("search", "search"),
    ):
        ours = results.find(NUAGES.name, results.small, key)
        theirs = results.find(PLAIN.name, results.small, other)
        if ours and theirs:
            rows.append(
                (
                    ours.title,
                    f"{ours.median:.1f}",
                    f"{theirs.median:.1f}",
                    cpu(ours),
                    cpu(theirs),
                    str(ours.statements),
                    str(theirs.statements),
                    times(theirs, ours),
                )
            )
    head = ("question", "Nuages ms", "plain ms", "CPU ms", "plain CPU ms", "SQL", "plain SQL", "times faster")
    return table(head, rows)


def targets_table(results: Results) -> str:
    return table(
        ("target", "wanted", "measured", ""),
        ((one.title, one.allowed, one.measured or NONE, one.verdict) for one in targets(results)),
    )


def rates_table(results: Results) -> str:
    """How many requests a second, as a share of those for a fixed document as well."""
    fixed = results.rate("fixed")
    return table(
        ("request", "a second", "of the fixed document", "CPU ms"),
        (
            (
                one.title,
                f"{one.per_second:,.0f}",
                f"{one.per_second / fixed.per_second:.0%}" if fixed else NONE,
                f"{one.cpu:.2f}" if one.cpu else NONE,
            )
            for one in results.rates
        ),
    )


def facts_table(results: Results) -> str:
    memory = ", ".join(f"{title}: {size:.0f} MB" for title, size in results.memory.items() if size)
    building = ", ".join(f"{title}: {seconds:.0f} s" for title, seconds in results.building.items())
    more = {
        "Served by": "gunicorn with production's settings and one worker; one client, one request at a time",
        "Rounds": f"{results.rounds}, each question once in each",
        "Peak memory of the worker": memory,
        "Building the content": building,
    }
    rows = [(name, value) for name, value in (results.facts | more).items() if value]
    return table(("", ""), rows, numbers_from=2)


def times(one: Measurement, other: Measurement | None) -> str:
    ratio = quotient(one, other)
    return NONE if ratio is None else f"{ratio:.1f}"


def cpu(one: Measurement) -> str:
    return f"{one.cpu:.1f}" if one.cpu else NONE
