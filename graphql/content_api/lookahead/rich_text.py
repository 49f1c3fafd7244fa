"""Links in rich text: what they refer to is loaded with everything else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Page

from ..addresses import absolute_api_address, full_address
from ..rich_text import References, references_in
from .loader import Loader
from .references import Reference


class LoadedAddresses:
    """Public addresses of pages and documents, ``None`` for what is hidden or gone."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def page(self, number: int) -> str | None:
        page = self._loader.get(Reference(Page, number))
        return full_address(page, self._loader.viewer) if page else None

    def document(self, number: int) -> str | None:
        document = self._loader.get(Reference(get_document_model(), number))
        return absolute_api_address(document.url) if document else None


def references_to(links: References) -> Iterator[Reference]:
    """What ``links`` lead to."""
    for number in links.pages:
        yield Reference(Page, number)
    for number in links.documents:
        yield Reference(get_document_model(), number)


def announce_links(row: Any, name: str, loader: Loader) -> None:
    """Want what the rich texts in the field ``name`` of ``row`` and its siblings link to."""
    for one in loader.siblings(row):
        loader.want(references_to(references_in(getattr(one, name))))
