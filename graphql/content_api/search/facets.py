"""Facets: how many hits belong to each object of a vocabulary. Apps declare which::

    search_facet("topics", of=ArticlePage, by="topics", description="Articles by topic.")

They are counted over the candidates of a search, in one statement that brings the objects as well.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Model, QuerySet

from .hits import Hit


@dataclass(frozen=True)
class Facet:
    """``relation`` leads from ``model``, whose objects are counted, to what they are counted by."""

    name: str
    model: type[Model]
    relation: str
    description: str

    @property
    def counted_by(self) -> type[Model]:
        """The model of the vocabulary."""
        related: Any = self.model._meta.get_field(self.relation).related_model
        model: type[Model] = related
        return model

    def counted(self, hits: Iterable[Hit]) -> QuerySet[Any]:
        """The objects of the vocabulary that have hits, with their number as ``hits``, most first."""
        keys = [hit.object_id for hit in hits if hit.searchable.model is self.model]
        field: Any = self.model._meta.get_field(self.relation)
        backwards = field.related_query_name()
        among_hits = self.counted_by._default_manager.filter(**{f"{backwards}__in": keys})
        return among_hits.annotate(hits=Count(backwards, distinct=True)).order_by("-hits", "pk")


_facets: list[Facet] = []


def search_facet(name: str, *, of: type[Model], by: str, description: str) -> None:
    """Add a facet: hits of the model ``of``, counted by the objects at its many-to-many field ``by``."""
    _facets.append(Facet(name, of, by, description))


def all_facets() -> list[Facet]:
    return list(_facets)
