"""/readyz: whether this process can give right answers, and what else is not as it should be.

503 is for the proxy in front: it then asks another process. Another process is no help against a cache, a store or a
worker that is away, and answers stay right without them; these make it "degraded", which is still 200. A process that
is about to end says "stopping", with 503, while it still answers all else. Anybody may ask, so nothing but yes, no and
a time is told.
"""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from content_api.http.replica import has_replica

from ..serving import stopping
from . import checks
from .probes import Probe

# Without these nothing can be answered rightly.
NEEDED = ("database", "migrations")

PROBES = {
    "database": Probe("database", checks.database),
    "cache": Probe("cache", checks.cache_answers),
    "storage": Probe("storage", checks.storage, keep=5.0, keep_bad=5.0),
    "migrations": Probe("migrations", checks.migrations, limit=5.0, keep=30.0),
    "worker": Probe("worker", checks.worker, keep=2.0),
}
REPLICA_PROBE = Probe("replica", checks.replica)


def probes() -> dict[str, Probe]:
    """What is asked in this installation, by name."""
    return {**PROBES, "replica": REPLICA_PROBE} if has_replica() else PROBES


@require_safe
@transaction.non_atomic_requests
def readyz(request: HttpRequest) -> HttpResponse:
    """Each check with ``ok`` and its time. All are begun before the first is waited for."""
    asked = {} if stopping.has_begun() else probes()
    for probe in asked.values():
        probe.begin()
    found = {name: probe.find() for name, probe in asked.items()}
    status = "stopping" if stopping.has_begun() else "ready"
    if not all(finding.is_ok for finding in found.values()):
        status = "degraded" if all(found[name].is_ok for name in NEEDED) else "unavailable"
    response = JsonResponse(
        {
            "status": status,
            "checks": {
                name: {"ok": finding.is_ok, "ms": round(finding.milliseconds, 1)} for name, finding in found.items()
            },
        },
        status=503 if status in ("stopping", "unavailable") else 200,
    )
    response.headers["Cache-Control"] = "no-store"
    return response
