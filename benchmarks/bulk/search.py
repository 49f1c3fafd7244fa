"""Rows of the search index, from words that are known already.

Wagtail's indexer reads them out of stored pages: several statements and milliseconds for each. Here it is given texts
under the names and with the weights of the model's fields, and writes the same rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model
from wagtail.search import index
from wagtail.search.backends import database, get_search_backend

from .vectors import add_vectors


class IndexedText(index.SearchField):
    """A field whose value is given."""

    def __init__(self, name: str, text: str, boost: float | None = None) -> None:
        super().__init__(name, boost=boost)
        self.text = text

    def get_value(self, _record: Any) -> str:
        return self.text


class AutocompletedText(index.AutocompleteField):
    """A value that is found by the beginnings of its words."""

    def __init__(self, name: str, text: str) -> None:
        super().__init__(name)
        self.text = text

    def get_value(self, _record: Any) -> str:
        return self.text


class IndexedRecord:
    """What the indexer needs to know of an object."""

    def __init__(self, key: int, title: str, texts: Iterable[IndexedText]) -> None:
        self.pk = key
        self.title = IndexedText("title", title, boost=TITLE_BOOST)
        self.texts = list(texts)

    def get_search_fields(self) -> list[Any]:
        return [self.title, AutocompletedText("title", self.title.text), *self.texts]


TITLE_BOOST = 2  # that of wagtail.models.Page


class SearchRows:
    """Wagtail's index in the database. Its lengths of titles are balanced once, by ``finish()``."""

    def __init__(self) -> None:
        self._backend = database.SearchBackend({})
        self._index = self._backend.get_index_for_model(None)
        # The one that the settings name may keep further indexes, and needs whole objects.
        self._configured = get_search_backend().get_index_for_model(None)
        self._balance = self._index._refresh_title_norms
        for index_ in (self._index, self._configured):
            index_._refresh_title_norms = lambda full=False: None

    def add(self, model: type[Model], records: Sequence[IndexedRecord]) -> None:
        """Records that are not indexed yet."""
        if connection.vendor == "postgresql":
            add_vectors(model, records, self._backend)
        else:
            self._index.add_items(model, records)

    def add_stored(self, model: type[Any]) -> None:
        """All objects of ``model``, read from the database as Wagtail does it."""
        self._configured.add_items(model, list(model.get_indexed_objects()))

    def finish(self) -> None:
        self._balance(full=True)
