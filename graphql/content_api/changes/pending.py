"""What the open transaction has written so far, by what the log has to look at before it is committed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model
from wagtail.models import Collection, CollectionViewRestriction, Locale, PageViewRestriction, Site

from .subjects import Watched, subject_of, subjects, watched

# What changes places. Their own rows are no content, but all that lies there may appear, go or move.
SETTINGS = (Site, Locale)
PLACES = (*SETTINGS, PageViewRestriction, Collection, CollectionViewRestriction)


@dataclass
class Scope:
    """Objects of one subject. ``changed`` get a row if they are or were visible, ``doubtful`` if that differs."""

    changed: set[Any] = field(default_factory=set)
    doubtful: set[Any] = field(default_factory=set)
    is_everything_doubtful: bool = False

    def __bool__(self) -> bool:
        return bool(self.changed or self.doubtful or self.is_everything_doubtful)


@dataclass
class Pending:
    """The changes that wait for the end of their transaction."""

    scopes: dict[type[Model], Scope] = field(default_factory=dict)
    settings: set[tuple[type[Model], Any]] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.settings or any(self.scopes.values()))

    def scope(self, subject: type[Model]) -> Scope:
        return self.scopes.setdefault(subject, Scope())

    def doubt_everything(self, *, only_in_collections: bool = False) -> None:
        for subject in subjects():
            if not only_in_collections or any(field.name == "collection" for field in subject._meta.fields):
                self.scope(subject).is_everything_doubtful = True


_pending: WeakKeyDictionary[BaseDatabaseWrapper, Pending] = WeakKeyDictionary()


def pending() -> Pending:
    """The changes of the open transaction."""
    return _pending.setdefault(connections[DEFAULT_DB_ALIAS], Pending())


def take_pending() -> Pending | None:
    """The changes of the open transaction, which are forgotten; ``None`` where nothing was changed."""
    return _pending.pop(connections[DEFAULT_DB_ALIAS], None)


def is_noted(model: type[Model]) -> bool:
    """Whether writes to ``model`` are of any interest."""
    return model in PLACES or watched(model) is not None


def note(model: type[Model], rows: Iterable[Any]) -> list[Any]:
    """Note that ``rows``, objects or a queryset of ``model``, are written or about to be deleted; their keys."""
    if model in PLACES:
        keys = [row.pk for row in rows]
        _note_places(model, keys)
        return keys
    found = watched(model)
    if found is None:
        return []
    values = _values(rows, found.columns)
    _note_values(found, values)
    return [row[0] for row in values]


def own_columns(model: type[Model]) -> set[str]:
    """Names of the fields of ``model`` that lead to no owner."""
    found = watched(model)
    links = {link.column for link in (*found.owners, *found.shows)} if found else set()
    return {
        name
        for field in model._meta.concrete_fields
        if field.attname not in links
        for name in (field.name, field.attname)
    }


def note_places_of(subject: type[Model]) -> None:
    """Note that objects of ``subject`` were moved in their tree by one statement."""
    if subject is Collection:
        _note_places(subject, [])
    else:
        pending().scope(subject_of(subject)).is_everything_doubtful = True


def _note_places(model: type[Model], keys: list[Any]) -> None:
    if model in SETTINGS:
        pending().settings.update((model, key) for key in keys)
    pending().doubt_everything(only_in_collections=model in (Collection, CollectionViewRestriction))


def _note_values(found: Watched, values: list[tuple[Any, ...]]) -> None:
    columns = found.columns
    if found.subject is not None:
        scope = pending().scope(found.subject)
        scope.changed.update({row[0] for row in values} - {None})
        # Rows that were created in bulk beside existing ones do not know their keys.
        scope.is_everything_doubtful |= any(row[0] is None for row in values)
    for link in found.owners:
        keys = {row[columns.index(link.column)] for row in values} - {None}
        if keys:
            _note_owners(link.model, keys)
    for link in found.shows:
        pending().scope(link.model).doubtful.update({row[columns.index(link.column)] for row in values} - {None})


def _note_owners(model: type[Model], keys: set[Any]) -> None:
    """Owners that are subjects themselves are known by their keys; others have owners of their own."""
    found = watched(model)
    if found is None:
        return
    if found.subject is not None:
        pending().scope(found.subject).changed.update(keys)
    else:
        _note_values(found, _values(model._base_manager.filter(pk__in=keys), found.columns))


def _values(rows: Any, columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    if hasattr(rows, "values_list"):
        return list(rows.order_by().values_list(*columns))
    return [tuple(getattr(row, column) for column in columns) for row in rows]
