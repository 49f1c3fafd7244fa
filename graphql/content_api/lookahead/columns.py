"""Objects made of the columns of a row, as ``values_list()`` answers them.

Three kinds of column are left out until somebody reads them, which ``peers`` then serves for all siblings at once:
StreamFields that are not selected, since reading and parsing bodies takes longer than all the rest of a list, what the
editors' desk alone shows, and of pages in lists what is not selected, where that can be told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.db.models import Model
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from .making import Make, maker

# The keys of what a field reads of its row, among its extensions in the schema: the StreamFields, and the names of the
# other columns, ``None`` where these cannot be told.
STREAMS = "nuages.streams"
READS = "nuages.reads"
Stream = tuple[type[Model], str]

# What a page is found, told apart and addressed by.
ALWAYS = {
    "alias_of_id",
    "content_type_id",
    "depth",
    "live",
    "locale_id",
    "path",
    "slug",
    "title",
    "url_path",
}
# Drafts, locks, schedules and owners, uploads: nothing of them is in the schema.
OF_THE_DESK: dict[type[Model], set[str]] = {
    Page: {
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
    },
    AbstractImage: {"created_at", "file_size", "uploaded_by_user_id"},
}


@dataclass(frozen=True)
class Columns:
    """The columns of ``model`` behind ``prefix``, and those of ``children``, whose tables hold more of some rows.

    Of StreamFields only those in ``streams`` are among them, and of a page's other columns, beside what is ``ALWAYS``
    read, only those with a name in ``only``, or all.
    """

    model: type[Model]
    children: tuple[type[Model], ...] = ()
    prefix: str = ""
    streams: frozenset[Stream] = frozenset()
    only: frozenset[str] | None = None

    @classmethod
    def of(
        cls,
        model: type[Model],
        children: Iterable[type[Model]],
        streams: frozenset[Stream] = frozenset(),
        only: frozenset[str] | None = None,
    ) -> Columns:
        """With those of ``children`` whose table refers to that of ``model`` itself."""
        near = [child for child in children if accessor_of(child)]
        return cls(model, tuple(sorted(near, key=lambda child: child.__name__)), streams=streams, only=only)

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
    return bool(_of_the_desk(model)) or any(isinstance(field, StreamField) for field in model._meta.concrete_fields)


@cache
def _of_the_desk(model: type[Model]) -> set[str]:
    return {name for base, names in OF_THE_DESK.items() if issubclass(model, base) for name in names}


def reads_columns(*names: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Mark a resolver that reads nothing of its row but these columns and what always comes with a page."""

    def marked(resolve: Callable[..., Any]) -> Callable[..., Any]:
        resolve.reads_columns = frozenset(names)  # type: ignore[attr-defined]
        return resolve

    return marked


def columns_with(model: type[Model], names: Iterable[str]) -> tuple[str, ...]:
    """What to read where ``names`` were left out: where a selection did that, all that it may have left out."""
    usual = [name for name in _own(Columns(model)) if name != _key(model)]
    return tuple(dict.fromkeys((*names, *usual) if set(names) & set(usual) else names))


def _key(model: Any) -> str:
    return str(model._meta.pk.attname)


# Selections are up to clients, so what is found out about them is kept within bounds.
KEPT = 1_000


@lru_cache(KEPT)
def _names(columns: Columns) -> tuple[str, ...]:
    own = (f"{columns.prefix}{name}" for name in _own(columns))
    further = (f"{columns.prefix}{accessor_of(child)}__{name}" for child, names in _further(columns) for name in names)
    return (*own, *further)


@lru_cache(KEPT)
def _own(columns: Columns) -> tuple[str, ...]:
    model: Any = columns.model
    return _read(model, model._meta.concrete_fields, columns)


@lru_cache(KEPT)
def _further(columns: Columns) -> tuple[tuple[type[Model], tuple[str, ...]], ...]:
    """The columns of each child's own table, the reference to its parent first."""
    children: Any = columns.children
    return tuple((child, _read(child, child._meta.local_concrete_fields, columns)) for child in children)


def _read(model: type[Model], fields: Iterable[Any], columns: Columns) -> tuple[str, ...]:
    return tuple(field.attname for field in fields if _is_read(model, field, columns))


def _is_read(model: type[Model], field: Any, columns: Columns) -> bool:
    if isinstance(field, StreamField):
        return (model, field.name) in columns.streams
    if columns.only is None or not issubclass(model, Page) or field.primary_key:
        return field.attname not in _of_the_desk(model)
    return field.attname in columns.only or field.attname in ALWAYS


@lru_cache(KEPT)
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
