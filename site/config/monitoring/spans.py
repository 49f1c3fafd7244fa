"""The span of a request: the root of its trace, unless a proxy that is trusted has begun one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from content_api.monitoring import tracing
from content_api.monitoring.seen import Seen

from ..logs import redacted
from .requests import family_of


def request_span(request: HttpRequest, seen: Seen) -> AbstractContextManager[Any]:
    """Only where traces are switched on. The query of the address is left out: it holds what clients ask about."""
    attributes = {
        "http.request.method": request.method or "",
        "url.path": redacted(request.path),
        "nuages.request_id": seen.request_id,
    }
    name = f"{request.method} {family_of(request.path_info)}"
    return tracing.span(name, kind="server", attributes=attributes, parent=_parent(request))


def _parent(request: HttpRequest) -> Any:
    """The context that ``traceparent`` names, if it may: anybody could otherwise have each request recorded."""
    from opentelemetry.context import Context
    from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

    if not settings.TRACING["trusts_parent"]:
        return Context()
    headers = {name: request.headers[name] for name in ("traceparent", "tracestate") if name in request.headers}
    return TraceContextTextMapPropagator().extract(headers)
