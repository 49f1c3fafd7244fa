"""Objects in the order that editors gave them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Case, QuerySet, Value, When


def in_order(queryset: QuerySet[Any], keys: Iterable[Any]) -> QuerySet[Any]:
    """The objects with the primary ``keys``, in the order of the keys."""
    ordered = list(dict.fromkeys(keys))
    if not ordered:
        return queryset.none()
    position = Case(*(When(pk=key, then=Value(number)) for number, key in enumerate(ordered)))
    return queryset.filter(pk__in=ordered).order_by(position)
