"""The settings of the benchmark without anything that counts for metrics: what counting costs is the difference."""

from __future__ import annotations

from prometheus_client import Counter, Gauge, Histogram

from content_api.monitoring import statements

from .settings import *

MIDDLEWARE = [name for name in MIDDLEWARE if name != "config.monitoring.middleware.SeenMiddleware"]


def _nothing(*_: object, **__: object) -> None:
    """In the place of counting."""


Counter.inc = Gauge.set = Gauge.inc = Gauge.dec = Histogram.observe = _nothing
statements.watch_connections = _nothing
