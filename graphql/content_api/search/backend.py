"""Wagtail's search backend for the database, which keeps the documents of the API as well.

Wagtail indexes an object when it is saved, indexes it again when its children are stored, and has a command to
rebuild everything. All of that calls an index; this one passes the objects on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

from django.db.models import Model, prefetch_related_objects
from wagtail.search import index
from wagtail.search.backends import database

from ..translated import TextBase
from . import documents

_put_off: ContextVar[frozenset[tuple[str, Any]]] = ContextVar("put_off", default=frozenset())


@contextmanager
def indexing_put_off(instance: Model) -> Iterator[None]:
    """Do not index ``instance`` in this block: it is indexed afterwards, or nothing that is found changes."""
    token = _put_off.set(_put_off.get() | {_name(instance)})
    try:
        yield
    finally:
        _put_off.reset(token)


def _name(instance: Model) -> tuple[str, Any]:
    return instance._meta.label, instance.pk


@cache
def _relations(model: Any) -> tuple[str, ...]:
    """Names of the relations that objects of ``model`` are found by, in Django's notation."""
    return tuple(_names(model, model.get_search_fields()))


def _names(model: Any, search_fields: Iterable[Any], before: str = "") -> Iterator[str]:
    for field in search_fields:
        if isinstance(field, index.RelatedFields):
            name = before + field.field_name
            related = model._meta.get_field(field.field_name).related_model
            yield name
            if issubclass(related, TextBase):
                yield f"{name}__locale"
            yield from _names(related, field.fields, f"{name}__")


class DocumentIndex:
    """Mixin for the index classes of ``modelsearch``."""

    def add_items(self, model: type[Model], objects: Iterable[Any]) -> None:
        put_off = _put_off.get()
        objects = [one for one in objects if _name(one) not in put_off]
        if not objects:
            return
        # The backend asks for the relations once for each column of its index.
        prefetch_related_objects(objects, *_relations(model))
        super().add_items(model, objects)  # type: ignore[misc]
        documents.write(model, objects)

    def _refresh_title_norms(self, full: bool = False) -> None:
        """Weigh titles by their length in ``update_index`` only.

        After each save it would rewrite rows of other objects as well: two transactions that publish would wait for
        each other, and some deadlock. Until then the title of a saved object weighs as one of average length does.
        """
        if full:
            super()._refresh_title_norms(full=True)  # type: ignore[misc]

    def delete_item(self, item: Model) -> None:
        super().delete_item(item)  # type: ignore[misc]
        documents.remove(item)

    def delete_stale_entries(self) -> None:
        super().delete_stale_entries()  # type: ignore[misc]
        documents.remove_stale()

    def reset(self) -> None:
        super().reset()  # type: ignore[misc]
        documents.remove_all()


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  (the name that Wagtail looks for)
    """The backend for the database in use."""
    backend = database.SearchBackend(params)
    backend.index_class = type("Index", (DocumentIndex, backend.index_class), {})
    return backend
