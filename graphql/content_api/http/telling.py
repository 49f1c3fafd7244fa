"""What the endpoint tells of itself: errors by code, refusals by limit, a span for each operation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ..errors import ErrorCode
from ..monitoring import tracing
from ..monitoring.metrics import graphql_errors, limit_refusals
from ..monitoring.seen import Seen


def count_errors(errors: Iterable[Mapping[str, Any]]) -> None:
    """Count errors as clients read them."""
    for error in errors:
        extensions = error["extensions"]
        graphql_errors.labels(extensions["code"]).inc()
        if extensions["code"] == ErrorCode.LIMIT_EXCEEDED.value:
            limit_refusals.labels(extensions["limit"]).inc()


@contextmanager
def spanned(seen: Seen, operation_name: str) -> Iterator[None]:
    """A span around the way from a document to its answer."""
    if not tracing.is_recording():
        yield
        return
    before = seen.statements
    names = {"graphql.document.name": seen.operation or "", "graphql.operation.name": operation_name}
    with tracing.span(f"graphql {seen.operation}", attributes=names) as span:
        try:
            yield
        finally:
            span.set_attribute("nuages.cache.outcome", seen.cache or "none")
            span.set_attribute("nuages.sql.statements", seen.statements - before)
