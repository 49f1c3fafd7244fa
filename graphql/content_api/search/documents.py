"""Keeping the index: documents are composed from objects and written when Wagtail indexes these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Model
from wagtail.models import Page

from ..viewer import default_locale
from .analysis import WORD, fold, is_cjk, runs, tokens
from .engines import engine
from .models import SearchDocument
from .searchable import Searchable, Words, all_searchables, of_models, searchable_of

# Terms of one text after these are not searched: PostgreSQL refuses vectors of more than a megabyte.
MOST_TERMS = 50_000


@dataclass(frozen=True)
class Document:
    """A row of the index, with the terms that it is found by."""

    model: str
    object_id: int
    language: str
    title: str
    text: str
    title_terms: list[str]
    keyword_terms: list[str]
    text_terms: list[str]
    title_words: list[str]  # unstemmed, for beginnings of words


def write(model: type[Model], objects: Iterable[Any]) -> None:
    """Index ``objects`` of one model as they are; nothing where the model is not searchable."""
    declared = searchable_of(model)
    if declared is None:
        return
    documents = [document for one in objects for document in compose(one, declared)]
    languages: dict[int, set[str]] = {}
    for document in documents:
        languages.setdefault(document.object_id, set()).add(document.language)
    with transaction.atomic():
        stored = SearchDocument.objects.filter(model=declared.label, object_id__in=languages)
        dropped = [
            row.pk for row in stored.only("object_id", "language") if row.language not in languages[row.object_id]
        ]
        if dropped:
            SearchDocument.objects.filter(pk__in=dropped).delete()
        engine().write(documents)


def remove(instance: Model) -> None:
    """Take an object that is gone out of the index. A page may come without the fields of its own model."""
    model = Page if isinstance(instance, Page) else type(instance)
    labels = [one.label for one in of_models([model])]
    SearchDocument.objects.filter(model__in=labels, object_id=instance.pk).delete()


def remove_stale() -> None:
    """Take out what no object stands behind any more: rows that were deleted past Django's signals."""
    labels = []
    for declared in all_searchables():
        labels.append(declared.label)
        keys = declared.model._default_manager.values("pk")
        SearchDocument.objects.filter(model=declared.label).exclude(object_id__in=keys).delete()
    SearchDocument.objects.exclude(model__in=labels).delete()


def remove_all() -> None:
    SearchDocument.objects.all().delete()


def compose(instance: Any, declared: Searchable) -> list[Document]:
    """The documents of an object: one for each language that it has texts in."""
    return [_document(instance, declared, language) for language in _languages(instance, declared)]


def _languages(instance: Any, declared: Searchable) -> list[str]:
    if declared.is_page:
        return [instance.locale.language_code]
    if not declared.is_translated:
        return [default_locale()]
    return list(dict.fromkeys([default_locale(), *(text.locale.language_code for text in instance.texts.all())]))


def _document(instance: Any, declared: Searchable, language: str) -> Document:
    words: Words = declared.describe(instance, language)
    text = "\n".join(passage.strip() for passage in words.text if passage and passage.strip())
    return Document(
        model=declared.label,
        object_id=instance.pk,
        language=language,
        title=words.title.replace("\x00", ""),
        text=text.replace("\x00", ""),
        title_terms=_terms(words.title),
        keyword_terms=_terms("\n".join(words.keywords)),
        text_terms=_terms(text),
        title_words=_whole_words("\n".join([words.title, *words.keywords])),
    )


def _terms(text: str) -> list[str]:
    return [token.term for token in islice(tokens(text), MOST_TERMS) if token.term]


def _whole_words(text: str) -> list[str]:
    """Words as readers begin to type them. Chinese needs none: its pairs are found by their first character."""
    parts = (run for match in WORD.finditer(text) for _, run in runs(match.group()) if not is_cjk(run))
    return [word for word in map(fold, parts) if word]
