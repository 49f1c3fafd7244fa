"""What stands behind the types of the search: everything is loaded when it is first asked for, for all hits at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Model
from graphql import GraphQLResolveInfo

from ..lookahead import load
from ..search.facets import Facet
from ..search.highlights import Marker
from ..search.hits import Found, Hit
from ..search.models import SearchDocument
from ..search.query import Query

Key = tuple[type[Model], int]


@dataclass(frozen=True)
class Answer:
    """What was found, and the page of it that is shown."""

    query: Query
    found: Found
    offset: int
    first: int

    @cached_property
    def hits(self) -> list[HitOnPage]:
        shown = self.found.hits[self.offset : self.offset + self.first]
        return [HitOnPage(hit, self) for hit in shown]

    @property
    def has_more(self) -> bool:
        return self.offset + self.first < len(self.found.hits)

    @cached_property
    def marker(self) -> Marker:
        return Marker(self.query)

    @cached_property
    def documents(self) -> dict[int, SearchDocument]:
        """The texts of the hits on this page."""
        return SearchDocument.objects.in_bulk([one.hit.document for one in self.hits])

    @cached_property
    def _nodes(self) -> dict[Key, Model]:
        return {}

    def node(self, key: Key, info: GraphQLResolveInfo) -> Model | None:
        """The object of a hit: those of all hits on this page are loaded with one statement for each kind."""
        if not self._nodes:
            wanted: dict[type[Model], list[int]] = defaultdict(list)
            for one in self.hits:
                model, object_id = one.hit.key
                wanted[model].append(object_id)
            for model, keys in wanted.items():
                rows = load(model._default_manager.filter(pk__in=keys), info)
                self._nodes.update({(model, row.pk): row for row in rows})
        return self._nodes.get(key)

    def counts_by_type(self) -> list[tuple[str, int]]:
        """Numbers of hits by the names of their types, most first."""
        counted = Counter(hit.searchable.type_name for hit in self.found.hits)
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))

    def counts_by(self, facet: Facet, info: GraphQLResolveInfo) -> list[Any]:
        """The objects of a facet, each with its number of hits as ``hits``."""
        return load(facet.counted(self.found.hits), info)


@dataclass(frozen=True)
class HitOnPage:
    """A hit, and the answer that loads for it."""

    hit: Hit
    answer: Answer

    def node(self, info: GraphQLResolveInfo) -> Model | None:
        return self.answer.node(self.hit.key, info)

    def document(self) -> SearchDocument | None:
        return self.answer.documents.get(self.hit.document)
