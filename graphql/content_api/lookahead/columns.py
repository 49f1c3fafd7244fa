"""Objects made of the columns of a row, as ``values_list()`` answers them.

Two kinds of column are left out until somebody reads them, which ``Loader.fill`` then serves for all siblings at once:
StreamFields that are not selected, since reading and parsing bodies takes longer than all the rest of a list, and what
the editors' desk alone shows of a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model
from django.db.models.base import ModelState
from django.db.models.signals import post_init, pre_init
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import AbstractPage, Page
from wagtail.models.pages import ShowInMenusMixin

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
# Constructors that do nothing for an object that was stored, beyond setting its fields.
PLAIN_CONSTRUCTORS = {Model, ClusterableModel, AbstractPage, ShowInMenusMixin}


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
        own = _own(self)
        position = len(own)
        for child, further in _further(self):
            if row[position] is not None:
                values = dict(zip(own, row, strict=False))
                values.update(zip(further, row[position : position + len(further)], strict=True))
                return _made(child, values)
            position += len(further)
        return _made(self.model, dict(zip(own, row, strict=False)))


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


def _made(model: Any, values: dict[str, Any]) -> Any:
    """The stored object with ``values``. A constructor that would only set them, one by one, is passed by."""
    if not _is_plain(model):
        names = [field.attname for field in model._meta.concrete_fields if field.attname in values]
        return model.from_db(DEFAULT_DB_ALIAS, names, [values[name] for name in names])
    made = model.__new__(model)
    state = made.__dict__["_state"] = ModelState()
    state.adding, state.db = False, DEFAULT_DB_ALIAS
    made.__dict__.update(values)
    return made


@cache
def _is_plain(model: Any) -> bool:
    """Whether nothing but its fields is set when an object of ``model`` is loaded, and nobody is told of it."""
    constructors = {ancestor for ancestor in model.__mro__ if "__init__" in vars(ancestor)} - {object}
    return (
        constructors <= PLAIN_CONSTRUCTORS
        and "from_db"
        not in {name for ancestor in model.__mro__[:-1] if ancestor is not Model for name in vars(ancestor)}
        and not pre_init.has_listeners(model)
        and not post_init.has_listeners(model)
    )


def accessor_of(model: type[Model]) -> str | None:
    """The attribute of ``Page`` that leads to ``model``, ``None`` where models stand between the two."""
    link: Any = model._meta.parents.get(Page)
    return link.remote_field.get_accessor_name() if link else None
