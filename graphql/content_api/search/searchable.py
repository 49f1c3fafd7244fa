"""Which objects can be found, and by what. Apps declare it with one function for each model::

    @searchable(StandardPage, "STANDARD_PAGE", description="Pages about the site itself.")
    def standard_page(page, language):
        return Words(title=page.title, text=[page.intro])

The function names only what everybody may read who may see the object: words of other objects that can be hidden
on their own do not belong there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from wagtail.models import Page

from ..translated import TranslatedTexts


@dataclass(frozen=True)
class Words:
    """What an object is found by. ``title`` and ``text`` are highlighted, ``keywords`` are not shown.

    Each entry of ``text`` is a passage; a highlight never runs from one into the next, nor over a line break.
    """

    title: str
    text: Sequence[str] = ()
    keywords: Sequence[str] = ()


Describe = Callable[[Any, str], Words]


@dataclass(frozen=True)
class Searchable:
    """A model whose objects can be found.

    ``type_name`` is its value in the enum ``SearchType``. ``boost`` multiplies the score of its hits: less than 1 for
    what stands behind other content.
    """

    model: type[Model]
    type_name: str
    description: str
    boost: float
    describe: Describe

    @property
    def label(self) -> str:
        """How the index names the model."""
        return str(self.model._meta.label_lower)

    @property
    def is_page(self) -> bool:
        return issubclass(self.model, Page)

    @property
    def is_translated(self) -> bool:
        """Whether an object has texts in several languages."""
        return issubclass(self.model, TranslatedTexts)


_by_label: dict[str, Searchable] = {}


def searchable(
    model: type[Model], type_name: str, *, description: str, boost: float = 1
) -> Callable[[Describe], Describe]:
    """Make the objects of ``model`` searchable by what the decorated function answers for one and a language code."""

    def decorate(describe: Describe) -> Describe:
        declared = Searchable(model, type_name, description, boost, describe)
        _by_label[declared.label] = declared
        return describe

    return decorate


def all_searchables() -> list[Searchable]:
    """In the order of the names of their types."""
    return sorted(_by_label.values(), key=lambda one: one.type_name)


def searchable_of(model: type[Model]) -> Searchable | None:
    return _by_label.get(model._meta.label_lower)


def of_models(models: Iterable[type[Model]]) -> list[Searchable]:
    """Those whose model is one of ``models`` or derived from one."""
    wanted = tuple(models)
    return [one for one in all_searchables() if issubclass(one.model, wanted)]
