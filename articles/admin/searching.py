"""Lists that are searched, narrowed and sorted at once.

Wagtail's search narrows and sorts by fields of the search index alone, and answers anything else with an error: counts,
relations, columns that are computed. Here it finds the rows; the database does the rest.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from wagtail.search.backends import get_search_backend
from wagtail.snippets.views.snippets import IndexView

MOST_HITS = 1_000


def keys_found(model: type[Model], words: str) -> list[Any]:
    """The keys of the best hits."""
    hits = get_search_backend().autocomplete(words, model._default_manager.all())
    return [hit.pk for hit in hits[:MOST_HITS]]


class SearchedFirst:
    """For views that list objects."""

    def search_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if not self.is_searching:  # type: ignore[attr-defined]
            return queryset
        return queryset.filter(pk__in=keys_found(queryset.model, self.search_query))  # type: ignore[attr-defined]


class SearchedIndexView(SearchedFirst, IndexView):
    """For the lists of facts."""
