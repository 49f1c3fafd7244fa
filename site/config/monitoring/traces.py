"""OpenTelemetry, switched on by ``OTEL_EXPORTER_OTLP_ENDPOINT``. Needs the extra ``tracing``.

Spans leave in batches, in a thread of their own, which begins anew in each process that gunicorn makes. A collector
that does not answer costs requests nothing: spans that nobody takes are dropped.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from content_api.monitoring import tracing

MISSING = (
    "OTEL_EXPORTER_OTLP_ENDPOINT is set, but the extra 'tracing' is not installed: install 'nuages[tracing]', "
    "or build the image with REQUIREMENTS=extras."
)


def start_tracing() -> None:
    """Make and send spans if the settings say so. Raises ``ImproperlyConfigured`` without the extra."""
    if not settings.TRACING["endpoint"]:
        return
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    except ImportError as error:
        raise ImproperlyConfigured(MISSING) from error
    # The exporter reads OpenTelemetry's own variables: the address, headers, a certificate.
    tracing.use(tracer_to(OTLPSpanExporter()))


def tracer_to(exporter: Any, *, at_once: bool = False) -> Any:
    """A tracer that gives its spans to ``exporter``; ``at_once`` without waiting for more of them."""
    from opentelemetry.sdk.resources import SERVICE_NAME, Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor, SimpleSpanProcessor
    from opentelemetry.sdk.trace.sampling import ParentBased, TraceIdRatioBased

    provider = TracerProvider(
        resource=Resource.create({SERVICE_NAME: settings.TRACING["service"]}),
        sampler=ParentBased(TraceIdRatioBased(settings.TRACING["share"])),
    )
    provider.add_span_processor(SimpleSpanProcessor(exporter) if at_once else BatchSpanProcessor(exporter))
    return provider.get_tracer("nuages")
