"""What is rendered asks here, all in one consistent read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import DatabaseError, InterfaceError
from graphql import ExecutionResult, GraphQLError, execute
from graphql.execution.execute import assume_not_awaitable

from ...errors import TimedOutError
from ...viewer import PUBLIC_REACH, Reach, Viewer, default_viewer
from ..context import Context
from ..execution import Executor
from .documents import OwnDocument

MOST_ROWS = 50_000  # of one connection: what a file with addresses may hold, https://www.sitemaps.org/protocol.html


class FailedReadingError(Exception):
    """The API answered with an error, which in a document of ours is a fault of ours."""


class Reader:
    """Asks the API within one read, and notes until when and since when what it was told holds."""

    def __init__(self, reach: Reach = PUBLIC_REACH) -> None:
        self.context = Context(reach=reach, most_rows=MOST_ROWS)
        self.last_modified: datetime | None = None
        self.earliest: datetime | None = None

    @property
    def viewer(self) -> Viewer:
        """Who reads where nothing else is said: for querysets that go through ``visible()``."""
        return default_viewer(self.context.territory, self.context.reach)

    @property
    def valid_until(self) -> datetime | None:
        return self.context.valid_until

    def ask(self, document: OwnDocument, variables: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """The ``data`` of the answer.

        Raises ``FailedReadingError`` where any field has failed, and what the database and the deadline raise.
        """
        self.context.selections = document.selections
        result = execute(
            document.schema,
            document.node,
            context_value=self.context,
            variable_values=dict(variables or {}),
            execution_context_class=Executor,
            is_awaitable=assume_not_awaitable,
        )
        assert isinstance(result, ExecutionResult)  # noqa: S101  (as nothing is awaited)
        if result.errors:
            raise _cause(document, result.errors[0])
        return result.data or {}

    def until(self, moment: datetime) -> None:
        """For all that reads the clock: what is rendered is another from ``moment`` on."""
        self.context.expires(moment)

    def modified(self, moment: datetime) -> None:
        """What is rendered was changed at ``moment``, or later if another moment is told too."""
        if self.last_modified is None or moment > self.last_modified:
            self.last_modified = moment

    def not_before(self, moment: datetime) -> None:
        """What is rendered came to be at ``moment``, or when the content was changed last if that was later."""
        if self.earliest is None or moment > self.earliest:
            self.earliest = moment


def _cause(document: OwnDocument, error: GraphQLError) -> Exception:
    original = error.original_error
    if isinstance(original, DatabaseError | InterfaceError | TimedOutError):
        return original
    failed = FailedReadingError(f"{document.name}: {error.message} at {error.path}")
    failed.__cause__ = original
    return failed
