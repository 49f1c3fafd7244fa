"""View restrictions, as conditions of queries: they hold for a place in a tree and for all below it."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, ExpressionWrapper, F, OuterRef, QuerySet
from wagtail.models import CollectionViewRestriction, PageViewRestriction


def restrictions_over(path: str) -> QuerySet[Any]:
    """Restrictions on the page at ``path``, an outer query's field, and on those above it."""
    return PageViewRestriction.objects.annotate(inner=outer_path(path)).filter(inner__startswith=F("page__path"))


def collection_restrictions_over(path: str) -> QuerySet[Any]:
    """Restrictions on the collection at ``path``, an outer query's field, and on those above it."""
    restrictions = CollectionViewRestriction.objects.annotate(inner=outer_path(path))
    return restrictions.filter(inner__startswith=F("collection__path"))


def outer_path(field: str) -> ExpressionWrapper:
    return ExpressionWrapper(OuterRef(field), output_field=CharField())
