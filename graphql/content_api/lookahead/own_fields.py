"""Pages with the fields of their own models, by the query that finds them.

Wagtail's ``specific()`` asks once for the pages and once more for each of their models.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from django.db.models import Model, QuerySet
from wagtail.models import Page


def join_own_fields(pages: QuerySet[Any], models: Collection[type[Model]]) -> QuerySet[Any]:
    """``pages``, a queryset of ``Page``, with the fields of those that belong to one of ``models``."""
    accessors = [accessor for model in models if (accessor := accessor_of(model))]
    return pages.select_related(*accessors) if accessors else pages


def with_own_fields(pages: Iterable[Any], models: Collection[type[Model]]) -> list[Any]:
    """Each of ``pages`` as an object of its own model, where ``join_own_fields`` brought its fields."""
    accessors = [accessor for model in models if (accessor := accessor_of(model))]
    return [_own(page, accessors) for page in pages]


def _own(page: Any, accessors: list[str]) -> Any:
    cached = page._state.fields_cache
    return next((cached[name] for name in accessors if cached.get(name) is not None), page)


def accessor_of(model: type[Model]) -> str | None:
    """The attribute of ``Page`` that leads to ``model``, ``None`` where models stand between the two."""
    link: Any = model._meta.parents.get(Page)
    return link.remote_field.get_accessor_name() if link else None
