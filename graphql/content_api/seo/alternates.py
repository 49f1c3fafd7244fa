"""The same page in all its languages, for ``<link rel="alternate" hreflang="…">``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from ..addresses import address, full_address
from ..changes.tags import translations_tag
from ..touched import depends_on
from ..viewer import Viewer, default_locale
from ..visibility import visible
from .canonical import sources_of
from .languages import bcp47


@dataclass(frozen=True)
class AlternatePage:
    """The page in one language."""

    page: Page
    locale: str
    viewer: Viewer

    @property
    def hreflang(self) -> str:
        return bcp47(self.locale)

    @property
    def url(self) -> str | None:
        return address(self.page, self.viewer)

    @property
    def full_url(self) -> str | None:
        return full_address(self.page, self.viewer)

    @property
    def is_default(self) -> bool:
        return self.locale == default_locale()


def alternates_for(pages: Iterable[Page], viewer: Viewer) -> dict[int, list[AlternatePage]]:
    """For each page by primary key: itself and its visible translations, by language code.

    Search engines ignore ``hreflang`` of addresses that name another as canonical. So aliases are left out, also the
    untranslated copies that Wagtail keeps in a synchronised tree, and an alias answers what its source does.
    One statement for all pages, and those of ``sources_of`` where aliases are among them.
    """
    pages = list(pages)
    sources = sources_of(pages, viewer)
    keys = {page.pk: sources.get(page.pk, page).translation_key for page in pages}
    rows = Page.objects.filter(translation_key__in=set(keys.values()), alias_of__isnull=True)
    by_key: dict[object, list[AlternatePage]] = defaultdict(list)
    with depends_on(*map(translations_tag, set(keys.values()))):
        found = list(visible(rows, viewer).order_by("locale__language_code"))
    for row in _with_drafts(found, pages, viewer):
        by_key[row.translation_key].append(AlternatePage(row, viewer.territory.languages[row.locale_id], viewer))
    return {page.pk: by_key[keys[page.pk]] for page in pages}


def _with_drafts(found: list[Page], pages: list[Page], viewer: Viewer) -> list[Page]:
    """``found`` with the page of a preview as its draft has it, also where it is in no table yet."""
    drafts = [page for page in pages if viewer.draft and page.pk == viewer.draft.page]
    if not drafts:
        return found
    others = [row for row in found if row.pk != drafts[0].pk]
    return sorted([*others, *drafts], key=lambda row: viewer.territory.languages[row.locale_id])
