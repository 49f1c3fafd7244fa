"""The four doors through which Django writes, held so that no write of content goes unnoted.

Signals would leave holes: bulk updates send none, and Django sends ``post_save`` after the row is committed. Every
write of the ORM, however it was started (admin, workflow, bulk action, treebeard's moves, a command), passes one of
``Model.save_base``, ``QuerySet.update``, ``QuerySet.bulk_create`` and ``Collector.delete``. Each of them runs here in
a transaction and notes what it is about; ``commits`` writes the log when that transaction ends.

A draft is stored as a revision and changes nothing of its object but the fields that keep the books.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.models import Model, QuerySet
from django.db.models.deletion import Collector
from wagtail.models import Collection, Page

from .commits import in_transaction
from .pending import is_noted, note, note_places_of, own_columns
from .subjects import not_shown

# Fields that no answer shows: drafts, schedules, locks and the tree's counts.
BOOKKEEPING = frozenset(
    {
        "draft_title",
        "expire_at",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_id",
        "latest_revision_created_at",
        "live_revision",
        "live_revision_id",
        "locked",
        "locked_at",
        "locked_by",
        "locked_by_id",
        "numchild",
        "owner",
        "owner_id",
    }
)
# Treebeard and Wagtail rewrite them for whole subtrees by one statement.
TREE_FIELDS = frozenset({"path", "depth", "url_path"})


def _keeps_the_books(model: type[Model], fields: Iterable[str]) -> bool:
    return (BOOKKEEPING | not_shown(model)).issuperset(fields)


def hold_the_doors() -> None:
    """Put ours in the place of Django's methods. Once, when the apps are ready."""
    Model.save_base = _noting_saves(Model.save_base)  # type: ignore[method-assign]
    QuerySet.update = _noting_updates(QuerySet.update)  # type: ignore[method-assign]
    QuerySet.bulk_create = _noting_creations(QuerySet.bulk_create)  # type: ignore[method-assign]
    Collector.delete = _noting_deletions(Collector.delete)  # type: ignore[method-assign]


def _noting_saves(save_base: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(save_base)
    def noting(self: Model, *args: Any, **kwargs: Any) -> Any:
        fields = kwargs.get("update_fields")
        if not is_noted(type(self)) or (fields and _keeps_the_books(type(self), fields)):
            return save_base(self, *args, **kwargs)
        with in_transaction():
            result = save_base(self, *args, **kwargs)
            note(type(self), [self])
        return result

    return noting


def _noting_updates(update: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(update)
    def noting(self: QuerySet[Any], **values: Any) -> int:
        model = self.model
        if not is_noted(model) or _keeps_the_books(model, values):
            return int(update(self, **values))
        with in_transaction():
            if issubclass(model, Page | Collection) and TREE_FIELDS.issuperset(values):
                count = int(update(self, **values))
                if count:
                    note_places_of(model)
                return count
            # Before, because afterwards the rows may no longer be those that the queryset is about.
            keys = note(model, self)
            count = int(update(self, **values))
            if not set(values) <= own_columns(model):  # they may have got other owners
                note(model, model._base_manager.filter(pk__in=keys))
        return count

    noting.alters_data = True  # type: ignore[attr-defined]
    return noting


def _noting_creations(bulk_create: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(bulk_create)
    def noting(self: QuerySet[Any], *args: Any, **kwargs: Any) -> list[Any]:
        if not is_noted(self.model):
            return list(bulk_create(self, *args, **kwargs))
        with in_transaction():
            created = list(bulk_create(self, *args, **kwargs))
            note(self.model, created)
        return created

    return noting


def _noting_deletions(delete: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(delete)
    def noting(self: Collector, *args: Any, **kwargs: Any) -> Any:
        fast = [rows for rows in self.fast_deletes if is_noted(rows.model)]
        models = [model for model in self.data if is_noted(model)]
        if self.using != DEFAULT_DB_ALIAS or not (fast or models or self.field_updates):
            return delete(self, *args, **kwargs)
        with in_transaction():
            for model in models:
                note(model, self.data[model])
            for rows in fast:
                note(rows.model, rows)
            cleared: dict[Any, Any] = dict(self.field_updates)
            for (field, _), groups in cleared.items():
                for losing in groups:
                    note(field.model, losing)  # those whose foreign key is set to null
            return delete(self, *args, **kwargs)

    return noting
