"""Rows whose text contains words, as a subquery on the search index."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, QuerySet
from wagtail.search.backends import get_search_backend

from ...errors import BadInputError

LONGEST = 200  # characters


def rows_with_words(model: type[Model], words: str) -> QuerySet[Any]:
    """Rows of ``model`` with all of the words, unordered; all rows where no word is given.

    They are not checked for visibility: whoever asks narrows rows that are. Raises ``BadInputError`` for more than
    ``LONGEST`` characters.
    """
    if len(words) > LONGEST:
        raise BadInputError(f"A text to look for has {len(words)} characters; {LONGEST} are allowed.")
    rows = model._default_manager.all()
    if not words.strip():
        return rows
    hits = get_search_backend().search(words, rows, operator="and", order_by_relevance=False)
    found: QuerySet[Any] = hits.get_queryset()
    return found.order_by()
