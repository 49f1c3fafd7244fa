"""Counters and histograms, with the Prometheus client. ``docs/monitoring/metrics.md`` says what each means.

Under gunicorn each process writes its values into files in memory, which are added up when they are read. Values of
labels are bounded everywhere: names that administrators make up to ``MOST_NAMES`` of them, and nothing that a request
makes up.
"""

from __future__ import annotations

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

REGISTRY = CollectorRegistry(auto_describe=True)
MOST_NAMES = 200
OTHER = "other"
NONE = "none"  # the operation of a request that was refused before its document was known

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
STATEMENTS = (0, 1, 2, 4, 8, 12, 16, 20, 30, 50, 100)

graphql_requests = Counter(
    "nuages_graphql_requests",
    "Requests to the endpoint, by trusted document (or free, or none), status and kind of client.",
    ["operation", "status", "client"],
    registry=REGISTRY,
)
graphql_seconds = Histogram(
    "nuages_graphql_request_seconds",
    "Time from the first to the last middleware, for requests to the endpoint.",
    ["operation"],
    buckets=SECONDS,
    registry=REGISTRY,
)
graphql_statements = Histogram(
    "nuages_graphql_sql_statements",
    "SQL statements of one request to the endpoint whose answer was computed. A kept one takes one at most.",
    ["operation"],
    buckets=STATEMENTS,
    registry=REGISTRY,
)
graphql_errors = Counter(
    "nuages_graphql_errors", "Errors in answers of the endpoint, by code.", ["code"], registry=REGISTRY
)
limit_refusals = Counter(
    "nuages_graphql_limit_refusals", "Requests over a limit on cost or size, by limit.", ["limit"], registry=REGISTRY
)
rate_refusals = Counter(
    "nuages_rate_limit_refusals", "Requests refused because they came too often.", ["client"], registry=REGISTRY
)
cache_outcomes = Counter(
    "nuages_cache_outcomes", "Where answers came from, those of feeds and files too.", ["outcome"], registry=REGISTRY
)
outbound_requests = Counter(
    "nuages_outbound_requests", "Requests to the outside, by status or error.", ["outcome"], registry=REGISTRY
)
left_alone = Gauge(
    "nuages_left_alone",
    "Processes that leave a service alone because it does not answer, by service.",
    ["service"],
    multiprocess_mode="livesum",
    registry=REGISTRY,
)


class Names:
    """Names that may be labels: the first ones up to ``MOST_NAMES``, and ``other`` for whatever comes after them."""

    def __init__(self, most: int = MOST_NAMES) -> None:
        self._most = most
        self._known: set[str] = set()

    def bounded(self, name: str) -> str:
        if name not in self._known:
            if len(self._known) >= self._most:
                return OTHER
            self._known.add(name)
        return name


operations = Names()
# Finding the place of a value by its labels takes longer than counting.
_places: dict[tuple[str | None, int, str | None], tuple[Any, Any]] = {}


def count_request(operation: str | None, status: int, client: str | None, seconds: float) -> None:
    """One request to the endpoint has been answered."""
    requests, durations = _places.get((operation, status, client)) or _found_place(operation, status, client)
    requests.inc()
    durations.observe(seconds)


def _found_place(operation: str | None, status: int, client: str | None) -> tuple[Any, Any]:
    name = operations.bounded(operation or NONE)
    place = graphql_requests.labels(name, str(status), client or "unknown"), graphql_seconds.labels(name)
    if name != OTHER:
        _places[operation, status, client] = place
    return place


def count_statements(operation: str, statements: int) -> None:
    """An answer was computed with so many of them."""
    graphql_statements.labels(operations.bounded(operation)).observe(statements)
