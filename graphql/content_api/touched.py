"""What the running request has read, so that its answer can be tagged; see ``changes.tags``.

Rows that the loader has adopted, or has found to be hidden or gone, stand for themselves. Every other statement is
noted with its text: whatever changes in one of its tables may change its answer. That is safe and coarse. Where more
is known, a block says on what its statements depend::

    with depends_on(*(translations_tag(page.translation_key) for page in pages)):
        ...

A block without tags says: on nothing but rows that are known as touched anyway, such as the owners of a relation.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from types import TracebackType
from typing import Any

from django.db import connection
from django.db.models import Model

from .changes.tags import object_tag

_running: ContextVar[Touched | None] = ContextVar("touched", default=None)


class Touched:
    """Tags, and the statements that nobody has explained by tags. It wraps the execution of all statements."""

    def __init__(self) -> None:
        self.tags: set[str] = set()
        self.statements: set[str] = set()
        self.explained = 0  # how many blocks are open

    def __call__(self, execute: Any, sql: str, parameters: Any, many: bool, context: Any) -> Any:
        if not self.explained:
            self.statements.add(sql)
        return execute(sql, parameters, many, context)


@contextmanager
def noted() -> Iterator[Touched]:
    """Note what the block reads."""
    touched = Touched()
    token = _running.set(touched)
    try:
        with connection.execute_wrapper(touched):
            yield touched
    finally:
        _running.reset(token)


class depends_on:  # noqa: N801  (reads as a statement)
    """The statements of the block depend on nothing but these tags and the rows that are touched anyway."""

    def __init__(self, *tags: str) -> None:
        self._touched = _running.get()
        self._tags = tags

    def __enter__(self) -> None:
        if self._touched is not None:
            self._touched.explained += 1
            self._touched.tags.update(self._tags)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._touched is not None:
            self._touched.explained -= 1


def touch(*tags: str) -> None:
    """Note tags."""
    touched = _running.get()
    if touched is not None:
        touched.tags.update(tags)


def touch_objects(model: type[Model], keys: Iterable[Any]) -> None:
    """Note objects that the loader does not know of."""
    touched = _running.get()
    if touched is not None:
        touched.tags.update(object_tag(model, key) for key in keys)
