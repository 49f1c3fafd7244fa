"""The way from a site's home page down to a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from ..addresses import address, full_address
from ..viewer import Viewer
from ..visibility import visible


@dataclass(frozen=True)
class Crumb:
    """One page on the way."""

    page: Page
    viewer: Viewer

    @property
    def title(self) -> str:
        return str(self.page.title)

    @property
    def url(self) -> str | None:
        return address(self.page, self.viewer)

    @property
    def full_url(self) -> str | None:
        return full_address(self.page, self.viewer)


def breadcrumbs_for(pages: Iterable[Page], viewer: Viewer) -> dict[int, list[Crumb]]:
    """For each page by primary key: its visible ancestors from the site's home page down, then the page itself.

    One statement for all pages: a page's path in the tree begins with the paths of its ancestors.
    """
    pages = list(pages)
    above = {page.pk: _paths_above(page) for page in pages}
    wanted = {path for paths in above.values() for path in paths}
    ancestors = visible(Page.objects.filter(path__in=wanted), viewer) if wanted else []
    by_path = {ancestor.path: ancestor for ancestor in ancestors}
    return {
        page.pk: [Crumb(by_path[path], viewer) for path in above[page.pk] if path in by_path] + [Crumb(page, viewer)]
        for page in pages
    }


def _paths_above(page: Page) -> list[str]:
    """Paths of the ancestors, the root of the tree left out, which is no page of any site."""
    step = page.steplen
    return [page.path[:end] for end in range(2 * step, len(page.path), step)]
