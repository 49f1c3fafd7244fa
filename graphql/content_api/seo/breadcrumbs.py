"""The way from a site's home page down to a page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from ..addresses import address, full_address
from ..changes.tags import list_tag
from ..touched import depends_on, touch, touch_objects
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
    with depends_on():
        ancestors = list(visible(Page.objects.filter(path__in=wanted), viewer)) if wanted else []
    by_path = {ancestor.path: ancestor for ancestor in ancestors}
    touch_objects(Page, (ancestor.pk for ancestor in ancestors))
    touch_hidden(wanted - by_path.keys(), viewer)
    return {
        page.pk: [Crumb(by_path[path], viewer) for path in above[page.pk] if path in by_path] + [Crumb(page, viewer)]
        for page in pages
    }


def touch_hidden(paths: Iterable[str], viewer: Viewer) -> None:
    """Note that the pages at these tree paths of the viewer's site are hidden: their numbers are not known."""
    if any(path.startswith(viewer.site_root_paths) for path in paths):
        touch(list_tag(Page))


def _paths_above(page: Page) -> list[str]:
    """Paths of the ancestors, the root of the tree left out, which is no page of any site."""
    step = page.steplen
    return [page.path[:end] for end in range(2 * step, len(page.path), step)]
