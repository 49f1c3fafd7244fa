"""Where pages stand, told without numbers: the nearest page above that everybody sees, and slugs of those between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from .references import Names

ROOT_DEPTH = 1


@dataclass(frozen=True)
class Place:
    """Below ``parent``, or at the top where there is none, and below pages that are not public: only slugs of theirs.

    Wagtail leaves what stands below an unpublished page where it is, and the slugs are part of its address.
    """

    parent: str | None
    through: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {"parent": self.parent, "through": self.through} if self.through else {"parent": self.parent}


def places_of(pages: Sequence[Any], names: Names) -> dict[Any, Place]:
    """The places of ``pages`` by their primary keys; two statements or three."""
    paths = {path for page in pages for path in above(page.path)}
    rows = {
        path: (key, slug)
        for path, key, slug in Page.objects.filter(path__in=paths).order_by().values_list("path", "pk", "slug")
    }
    names.look_up({Page: {key for key, _ in rows.values()}})
    return {page.pk: _place(page.path, rows, names) for page in pages}


def above(path: str) -> Iterable[str]:
    """Tree paths of what stands above ``path``, the nearest first, without the root of all."""
    step = Page.steplen
    return (path[:end] for end in range(len(path) - step, ROOT_DEPTH * step, -step))


def _place(path: str, rows: dict[str, tuple[Any, str]], names: Names) -> Place:
    through: list[str] = []
    for higher in above(path):
        key, slug = rows[higher]
        if name := names.of(Page, key):
            return Place(name, through)
        through.insert(0, slug)
    return Place(None, through)
