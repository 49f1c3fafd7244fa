"""The moment before a transaction commits, at which the log is written.

Django has a hook for after the commit and none for before. ``Atomic.__exit__`` is where every transaction of Django
ends: the outermost block writes the log as its last act. So the log sees the state that is committed, once, whatever
the transaction did; a failure of the log rolls back the change.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from functools import wraps
from types import TracebackType
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.transaction import Atomic

from .pending import take_pending
from .writing import write_changes


def log_before_commits() -> None:
    """Put ours in the place of Django's method. Once, when the apps are ready."""
    Atomic.__exit__ = _logging(Atomic.__exit__)  # type: ignore[method-assign]


def _logging(leave: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(leave)
    def logging(
        self: Atomic,
        exception_type: type[BaseException] | None,
        exception: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if _ends_the_transaction(self):
            if exception_type is not None or connections[DEFAULT_DB_ALIAS].needs_rollback:
                take_pending()
            try:
                write_pending()
            except BaseException as error:
                leave(self, type(error), error, error.__traceback__)
                raise
        leave(self, exception_type, exception, traceback)

    return logging


def write_pending() -> None:
    """Write the log of what has been changed so far; the rest of the transaction is a change of its own."""
    changes = take_pending()
    if changes:
        write_changes(changes)


def _ends_the_transaction(block: Atomic) -> bool:
    """Whether ``block`` is the outermost one, apart from those that Django's test cases put around each test."""
    if block.using not in (None, DEFAULT_DB_ALIAS):
        return False
    blocks = _open_blocks()
    return len(blocks) == 1 and blocks[0] is block


def in_transaction() -> AbstractContextManager[Any]:
    """The open transaction, else a new one. A savepoint for each write would cost two statements more."""
    return nullcontext() if _open_blocks() else transaction.atomic()


def _open_blocks() -> list[Atomic]:
    return [block for block in connections[DEFAULT_DB_ALIAS].atomic_blocks if not block._from_testcase]
