"""What an edit is, and the list of all of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from wagtail.models import Page

Option = TypeVar("Option")

# How Wagtail, the publish gate and the database's rules say that something must not be done.
REFUSALS = (ValidationError, ProtectedError)


class NothingToDoError(Exception):
    """There is nothing that the edit could be done to."""


class Choose(Protocol):
    """Chooses one of several; raises ``NothingToDoError`` where there is none."""

    def __call__(self, options: Sequence[Option]) -> Option: ...


@dataclass
class World:
    """What edits remember between each other. ``retitled`` is the page that the last edit did nothing else to."""

    clock: Any
    retitled: Page | None = None
    told: list[str] = field(default_factory=list)
    _number: int = 0

    def number(self) -> int:
        """Another number each time."""
        self._number += 1
        return self._number


Edit = Callable[[World, Choose], Any]
EDITS: list[Edit] = []
# These open transactions of their own; the others run in one, as each request of the admin does.
BY_WORKER: set[Edit] = set()


def edit(function: Edit) -> Edit:
    """Add the function to the list."""
    EDITS.append(function)
    return function


def often(function: Edit) -> Edit:
    """Add it twice more: it is done often."""
    EDITS.extend([function] * 2)
    return function


def by_worker(function: Edit) -> Edit:
    """The function opens its own transactions."""
    BY_WORKER.add(function)
    return function


def rows(queryset: Any) -> list[Any]:
    """All of them, in the same order each time."""
    return list(queryset.order_by("pk"))
