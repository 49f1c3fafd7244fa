"""Objects made of the columns of a row, as ``values_list()`` answers them.

Two kinds of column are left out until somebody reads them, which ``Loader.fill`` then serves for all siblings at once:
StreamFields that are not selected, since reading and parsing bodies takes longer than all the rest of a list, and what
the editors' desk alone shows of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model
from wagtail.fields import StreamField
from wagtail.models import Page

from .making import Make, maker

# The key of the StreamFields that a field reads among its extensions in the schema.
STREAMS = "nuages.streams"
Stream = tuple[type[Model], str]

# Drafts, locks, schedules and owners: nothing of them is in the schema.
OF_THE_DESK = {
    "draft_title",
    "expired",
    "expire_at",
    "go_live_at",
    "has_unpublished_changes",
    "latest_revision_created_at",
    "latest_revision_id",
    "locked",
    "locked_at",
    "locked_by_id",
    "owner_id",
}


@dataclass(frozen=True)
class Columns:
    """The columns of ``model`` behind ``prefix``, and those of ``children``, whose tables hold more of some rows.

    Of StreamFields only those in ``streams`` are among them.
    """

    model: type[Model]
    children: tuple[type[Model], ...] = ()
    prefix: str = ""
    streams: frozenset[Stream] = frozenset()

    @classmethod
    def of(
        cls, model: type[Model], children: Iterable[type[Model]], streams: frozenset[Stream] = frozenset()
    ) -> Columns:
        """With those of ``children`` whose table refers to that of ``model`` itself."""
        near = [child for child in children if accessor_of(child)]
        return cls(model, tuple(sorted(near, key=lambda child: child.__name__)), streams=streams)

    @property
    def names(self) -> tuple[str, ...]:
        """What to ask ``values_list()`` for."""
        return _names(self)

    @property
    def key(self) -> int:
        """Where the primary key stands."""
        return _own(self).index(_key(self.model))

    def instance(self, row: Sequence[Any]) -> Any:
        """The object that ``row``, the values of ``names``, describes: of a child's model where it has one there."""
        return _maker(self)(row)

    def instances(self, rows: Iterable[Sequence[Any]]) -> Iterator[Any]:
        """The objects that ``rows`` describe; further values at the end of a row are no columns."""
        return map(_maker(self), rows)


@cache
def leaves_out_columns(model: Any) -> bool:
    """Whether objects of ``model`` may come without some of its columns."""
    return issubclass(model, Page) or any(isinstance(field, StreamField) for field in model._meta.concrete_fields)


def _key(model: Any) -> str:
    return str(model._meta.pk.attname)


@cache
def _names(columns: Columns) -> tuple[str, ...]:
    own = (f"{columns.prefix}{name}" for name in _own(columns))
    further = (f"{columns.prefix}{accessor_of(child)}__{name}" for child, names in _further(columns) for name in names)
    return (*own, *further)


@cache
def _own(columns: Columns) -> tuple[str, ...]:
    model: Any = columns.model
    return _read(model, model._meta.concrete_fields, columns.streams)


@cache
def _further(columns: Columns) -> tuple[tuple[type[Model], tuple[str, ...]], ...]:
    """The columns of each child's own table, the reference to its parent first."""
    children: Any = columns.children
    return tuple((child, _read(child, child._meta.local_concrete_fields, columns.streams)) for child in children)


def _read(model: type[Model], fields: Iterable[Any], streams: frozenset[Stream]) -> tuple[str, ...]:
    left_out = OF_THE_DESK if issubclass(model, Page) else set()
    return tuple(
        field.attname
        for field in fields
        if field.attname not in left_out and (not isinstance(field, StreamField) or (model, field.name) in streams)
    )


@cache
def _maker(columns: Columns) -> Make:
    own = _own(columns)
    make, width = maker(columns.model, own), len(own)
    children, start = [], width
    for child, further in _further(columns):
        children.append((start, start + len(further), maker(child, (*own, *further))))
        start += len(further)

    def make_child(row: Sequence[Any]) -> Any:
        for start, end, make_one in children:
            if row[start] is not None:
                return make_one((*row[:width], *row[start:end]))
        return make(row)

    return make_child if children else make


def accessor_of(model: type[Model]) -> str | None:
    """The attribute of ``Page`` that leads to ``model``, ``None`` where models stand between the two."""
    link: Any = model._meta.parents.get(Page)
    return link.remote_field.get_accessor_name() if link else None
