"""What the making of renditions tells of itself."""

from __future__ import annotations

from prometheus_client import Counter, Histogram

from content_api.monitoring.metrics import REGISTRY, SECONDS

rendition_seconds = Histogram(
    "nuages_rendition_seconds",
    "Time to make one rendition, the storing of its file included.",
    buckets=SECONDS,
    registry=REGISTRY,
)
renditions_refused = Counter(
    "nuages_renditions_refused",
    "Requests for a rendition that were told to come back, because all encoders are busy.",
    registry=REGISTRY,
)
