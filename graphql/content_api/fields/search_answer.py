"""What stands behind the types of the search: everything is loaded when it is first asked for, for all hits at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..lookahead import Loader, Reference
from ..search.facets import Facet
from ..search.highlights import Marker
from ..search.hits import Found, Hit
from ..search.models import SearchDocument
from ..search.query import Query
from ..visibility import visible


@dataclass(frozen=True)
class Answer:
    """What was found, and the page of it that is shown."""

    query: Query
    found: Found
    offset: int
    first: int
    _documents: dict[int, SearchDocument] = field(default_factory=dict)

    @cached_property
    def hits(self) -> list[HitOnPage]:
        shown = self.found.hits[self.offset : self.offset + self.first]
        return [HitOnPage(hit, self) for hit in shown]

    def node(self, hit: Hit, loader: Loader) -> Reference:
        """The object of a hit; those of all hits on this page are loaded together."""
        loader.want(one.hit.reference for one in self.hits)
        return hit.reference

    @property
    def has_more(self) -> bool:
        return self.offset + self.first < len(self.found.hits)

    @cached_property
    def marker(self) -> Marker:
        return Marker(self.query)

    def document(self, hit: Hit, loader: Loader) -> SearchDocument | None:
        """The texts of a hit: those of all hits on this page are read at once."""
        if not self._documents:
            keys = [one.hit.document for one in self.hits]
            rows = loader.evaluate(SearchDocument.objects.filter(pk__in=keys))
            self._documents.update({row.pk: row for row in rows})
        return self._documents.get(hit.document)

    def counts_by_type(self) -> list[tuple[str, int]]:
        """Numbers of hits by the names of their types, most first."""
        counted = Counter(hit.searchable.type_name for hit in self.found.hits)
        return sorted(counted.items(), key=lambda one: (-one[1], one[0]))

    def counts_by(self, facet: Facet, loader: Loader) -> list[tuple[Any, int]]:
        """The objects of a facet that are visible, each with its number of hits, most first."""
        rows = loader.evaluate(visible(facet.counted(self.found.hits), loader.viewer))
        numbers = [row.hits for row in rows]
        return list(zip(loader.adopt(rows), numbers, strict=True))


@dataclass(frozen=True)
class HitOnPage:
    """A hit, and the answer that loads for it."""

    hit: Hit
    answer: Answer
