"""Counting requests other than those to the endpoint, by what they are for."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

from content_api.monitoring.metrics import OTHER, REGISTRY, SECONDS

# By the first part of their path; what clients make up is "other".
FAMILIES = frozenset(
    (
        "admin",
        "documents",
        "feeds",
        "graphiql",
        "graphql",
        "healthz",
        "images",
        "markdown",
        "metrics",
        "readyz",
        "static",
    )
)

http_requests = Counter(
    "nuages_http_requests",
    "Requests to anything but the endpoint, by the first part of their path and by status.",
    ["family", "status"],
    registry=REGISTRY,
)
http_seconds = Histogram(
    "nuages_http_request_seconds",
    "Time from the first to the last middleware, for these.",
    ["family"],
    buckets=SECONDS,
    registry=REGISTRY,
)


def family_of(path: str) -> str:
    """What a path is for."""
    family = path[1:].partition("/")[0]
    return family if family in FAMILIES else OTHER


def count_other(family: str, status: int, seconds: float) -> None:
    """One such request has been answered."""
    http_requests.labels(family, str(status)).inc()
    http_seconds.labels(family).observe(seconds)
