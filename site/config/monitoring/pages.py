"""/metrics, for Prometheus: what all processes of this machine have counted, and how the rest of the service is.

Closed to the public. Whoever has no right token is told that there is nothing here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.utils.crypto import constant_time_compare
from django.views.decorators.http import require_safe
from prometheus_client import CollectorRegistry, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.multiprocess import MultiProcessCollector

from content_api.monitoring.metrics import REGISTRY

from .gauges import Gauges

BEARER = "Bearer "


@require_safe
@transaction.non_atomic_requests
def metrics(request: HttpRequest) -> HttpResponse:
    if not may_read(request.headers.get("Authorization", "")):
        return HttpResponseNotFound("Not found\n", content_type="text/plain", headers={"Cache-Control": "no-store"})
    encode, content_type = choose_encoder(request.headers.get("Accept", ""))
    registry = CollectorRegistry()
    registry.register(Everything())
    return HttpResponse(encode(registry), content_type=content_type, headers={"Cache-Control": "no-store"})


def may_read(authorization: str) -> bool:
    """Whether the header ``Authorization`` opens the metrics."""
    if settings.METRICS_OPEN:
        return True
    token: str = settings.METRICS_TOKEN
    given = authorization.removeprefix(BEARER)
    return bool(token) and authorization.startswith(BEARER) and constant_time_compare(given, token)


class Everything:
    """A collector: the counters of all processes, then the gauges."""

    def collect(self) -> Iterator[Metric]:
        return chain(counted(), Gauges().collect())


def counted() -> Iterator[Metric]:
    """What was counted: by all processes under gunicorn, else by this one."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if folder is None:
        yield from REGISTRY.collect()
    else:
        yield from MultiProcessCollector(None, folder).collect()
