"""What feeds tell of themselves."""

from __future__ import annotations

from prometheus_client import Counter

from content_api.monitoring.metrics import REGISTRY

feeds_served = Counter(
    "nuages_feeds_served",
    "Answers to requests for feeds that exist, by kind (public, partner), format and status.",
    ["kind", "format", "status"],
    registry=REGISTRY,
)


def count_feed(kind: str, extension: str, status: int) -> None:
    """One feed was served, found unchanged, or refused."""
    feeds_served.labels(kind, extension, str(status)).inc()
