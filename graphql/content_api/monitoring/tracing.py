"""Spans, for OpenTelemetry, where traces are switched on; otherwise nothing happens, and nothing is imported.

What a span says never holds a value of a query, a token, or the message of an error, which may hold either.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

Attributes = Mapping[str, str | int | float | bool]

NO_ATTRIBUTES: Attributes = {}
_NOTHING: AbstractContextManager[Any] = nullcontext()
_tracer: Any = None


def use(tracer: Any) -> None:
    """Make spans with ``tracer`` from now on; none with ``None``."""
    global _tracer
    _tracer = tracer


def is_on() -> bool:
    return _tracer is not None


def is_recording() -> bool:
    """Whether a span of the present request or job is recorded, so that another one belongs into it."""
    if _tracer is None:
        return False
    from opentelemetry.trace import get_current_span  # of the extra `tracing`

    return get_current_span().is_recording()


def span(
    name: str, *, kind: str = "internal", attributes: Attributes = NO_ATTRIBUTES, parent: Any = None
) -> AbstractContextManager[Any]:
    """A span around a block: OpenTelemetry's, or ``None``. ``parent`` is a context, the present one by default."""
    return _NOTHING if _tracer is None else _span(name, kind, attributes, parent)


@contextmanager
def _span(name: str, kind: str, attributes: Attributes, parent: Any) -> Iterator[Any]:
    from opentelemetry.trace import SpanKind, Status, StatusCode

    with _tracer.start_as_current_span(
        name,
        context=parent,
        kind=SpanKind[kind.upper()],
        attributes=dict(attributes),
        record_exception=False,
        set_status_on_exception=False,
    ) as one:
        try:
            yield one
        except BaseException as error:
            one.set_attribute("error.type", type(error).__name__)
            one.set_status(Status(StatusCode.ERROR))
            raise
