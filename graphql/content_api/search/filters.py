"""The fields of the argument ``filter``. Apps declare those that are about their content::

    @search_filter("kinds", graphene.List(...))
    def of_kinds(kinds, viewer):
        return [ArticlePage.objects.filter(kind__in=kinds)]

The function answers querysets with all objects that pass, of any models; objects of other models do not pass. What
it follows on the way to them must go through ``visible()``: a filter must not tell that a hidden row exists.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any

import graphene
from django.db.models import QuerySet
from wagtail.models import Page

from ..viewer import Viewer
from .restrictions import Condition, within

Passing = Callable[[Any, Viewer], Iterable[QuerySet[Any]]]

_filters: dict[str, tuple[graphene.InputField, Passing]] = {}


def search_filter(name: str, field: graphene.InputField) -> Callable[[Passing], Passing]:
    """Add a field to the filter; the decorated function is called with its value."""

    def decorate(passing: Passing) -> Passing:
        _filters[name] = (field, passing)
        return passing

    return decorate


def filter_fields() -> dict[str, graphene.InputField]:
    return {name: field for name, (field, _) in _filters.items()}


def conditions(given: Mapping[str, Any], viewer: Viewer) -> list[Condition]:
    """A condition for each field that has a value."""
    return [within(_filters[name][1](_plain(value), viewer)) for name, value in given.items() if value is not None]


def _plain(value: Any) -> Any:
    """An enum by its value, and lists of enums."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.value if isinstance(value, Enum) else value


@search_filter(
    "published_after", graphene.InputField(graphene.DateTime, description="Pages published first then or later.")
)
def published_after(moment: Any, viewer: Viewer) -> Iterable[QuerySet[Any]]:
    return [Page.objects.filter(first_published_at__gte=moment)]


@search_filter(
    "published_before", graphene.InputField(graphene.DateTime, description="Pages published first before then.")
)
def published_before(moment: Any, viewer: Viewer) -> Iterable[QuerySet[Any]]:
    return [Page.objects.filter(first_published_at__lt=moment)]
