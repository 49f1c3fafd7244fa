"""Which address stands for a page, where several show the same text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from wagtail.models import Page

from ..addresses import full_address
from ..aliases import LONGEST_ALIAS_CHAIN
from ..touched import depends_on, touch_objects
from ..viewer import Viewer
from ..visibility import visible


@dataclass(frozen=True)
class Canonical:
    """``own`` is the page's address on our site, an alias's source's; ``chosen`` the one to tell search engines."""

    own: str
    chosen: str

    @property
    def is_elsewhere(self) -> bool:
        """Whether the text was published on another host first."""
        return urlsplit(self.own).netloc != urlsplit(self.chosen).netloc


def canonical_for(pages: Iterable[Page], viewer: Viewer) -> dict[int, Canonical]:
    """The addresses of ``pages`` by primary key: the editor's choice, an alias's source's, their own.

    No statement for pages with an address of their own; for aliases one for each link of the longest chain, and
    one for each page type among their sources.
    """
    pages = list(pages)
    sources = sources_of(pages, viewer)
    return {page.pk: _canonical(sources.get(page.pk, page), viewer) for page in pages}


def sources_of(pages: Iterable[Page], viewer: Viewer) -> dict[int, Page]:
    """The page whose content each alias among ``pages`` shows, by the alias's primary key."""
    following = {page.pk: page.alias_of_id for page in pages if page.alias_of_id}
    sources: dict[int, Page] = {}
    for _ in range(LONGEST_ALIAS_CHAIN):
        if not following:
            break
        found: Any = visible(Page.objects.filter(pk__in=set(following.values())), viewer)
        touch_objects(Page, following.values())
        with depends_on():
            by_key = {page.pk: page for page in found.specific()}
        sources |= {alias: by_key[key] for alias, key in following.items() if key in by_key}
        following = {
            alias: by_key[key].alias_of_id
            for alias, key in following.items()
            if key in by_key and by_key[key].alias_of_id
        }
    return sources


def _canonical(page: Page, viewer: Viewer) -> Canonical:
    own = full_address(page, viewer) or ""
    return Canonical(own=own, chosen=getattr(page, "canonical_url", "") or own)
