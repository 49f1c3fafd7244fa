"""What the endpoint tells of itself: errors by code, refusals by limit, a span for each operation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

from ..errors import ErrorCode
from ..monitoring import tracing
from ..monitoring.metrics import count_statements, graphql_errors, limit_refusals
from ..monitoring.seen import Seen, current

FREE_OPERATION = "free"  # stands for all documents that nobody knows beforehand
_NO_SPAN = nullcontext()


def count_errors(errors: Iterable[Mapping[str, Any]]) -> None:
    """Count errors as clients read them."""
    for error in errors:
        extensions = error["extensions"]
        graphql_errors.labels(extensions["code"]).inc()
        if extensions["code"] == ErrorCode.LIMIT_EXCEEDED.value:
            limit_refusals.labels(extensions["limit"]).inc()


@contextmanager
def counted_statements(operation: str) -> Iterator[None]:
    """Count the statements of the block, which computes an answer."""
    seen = current.get()
    before = seen.statements if seen else 0
    yield
    if seen is not None:
        count_statements(operation, seen.statements - before)


def spanned(seen: Seen, operation_name: str) -> AbstractContextManager[None]:
    """A span around the way from a document to its answer."""
    return _spanned(seen, operation_name) if tracing.is_recording() else _NO_SPAN


@contextmanager
def _spanned(seen: Seen, operation_name: str) -> Iterator[None]:
    before = seen.statements
    names = {"graphql.document.name": seen.operation or "", "graphql.operation.name": operation_name}
    with tracing.span(f"graphql {seen.operation}", attributes=names) as span:
        try:
            yield
        finally:
            span.set_attribute("nuages.cache.outcome", seen.cache or "none")
            span.set_attribute("nuages.sql.statements", seen.statements - before)
