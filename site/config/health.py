"""Whether this process answers at all, for load balancers and containers."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse


@transaction.non_atomic_requests
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 without touching the database or the cache: neither is this process's health."""
    return HttpResponse("ok\n", content_type="text/plain")
