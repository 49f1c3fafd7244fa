"""Public addresses: from a page to its address on the frontend, and from a path back to the page.

A Wagtail ``Site``'s hostname is its frontend's. The host of the API serves no page. Addresses are told from the
page's row and the territory alone, by the rules of ``wagtail.models.Page.get_url_parts``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from django.conf import settings
from wagtail.models import Page, Site

from .territory import Ground, Root
from .viewer import Viewer, default_locale

# What ``django.urls.reverse`` leaves as it is: RFC 3986 sub-delims and a few more.
UNQUOTED = "!$&'()*+,;=/~:@"


@dataclass(frozen=True)
class Place:
    """What a path of a site means: the ``url_path`` that the page there has, and the locale it lies in."""

    url_path: str
    locale: str


def locate(path: str, viewer: Viewer) -> Place | None:
    """Read ``path`` as a whole path within the viewer's site; ``None`` where the viewer has no site.

    The translations of a site's root page answer below their language code: ``/zh-hans/articles/`` is the page
    ``articles`` below the Chinese root, as Wagtail's ``i18n_patterns`` addresses write it.
    """
    ground = viewer.ground
    if ground is None:
        return None
    segments = [segment for segment in unquote(path).split("/") if segment]
    roots = {root.language: root for root in reversed(ground.roots)}
    language = ground.language
    if segments and segments[0] != language and segments[0] in roots:
        language = segments.pop(0)
    return Place(url_path="/".join([roots[language].url_path.rstrip("/"), *segments]) + "/", locale=language)


def slugs_of(url_paths: Iterable[str]) -> list[str]:
    """The slugs of the pages with these ``url_path``: unlike paths, which end with them, they have an index."""
    return [url_path.strip("/").rpartition("/")[2] for url_path in url_paths]


def full_address(page: Page, viewer: Viewer) -> str | None:
    """Address of ``page`` on its site's frontend; ``None`` outside all sites."""
    found = _place_of(page, viewer)
    return f"{found[0].site.root_url}{_path(page, found[1])}" if found else None


def address(page: Page, viewer: Viewer) -> str | None:
    """Path of ``page`` where one site exists, else its full address; ``None`` outside all sites."""
    found = _place_of(page, viewer)
    if found is None:
        return None
    return _path(page, found[1]) if len(viewer.territory.grounds) == 1 else full_address(page, viewer)


def frontend_address(site: Site) -> str | None:
    """Root address of the site's frontend without a trailing slash, ``None`` where none is configured.

    Wagtail's first migration makes the site ``localhost:80``: nobody has chosen a frontend then. A site that has the
    API's own address has none either, or a redirect would lead back to where it came from.
    """
    root_url = str(site.root_url)
    if root_url == "http://localhost" or root_url == settings.WAGTAILADMIN_BASE_URL.rstrip("/"):
        return None
    return root_url


def absolute_api_address(path: str) -> str:
    """The address of something that the API host itself serves, such as a document."""
    return path if path.startswith("http") else settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def _place_of(page: Page, viewer: Viewer) -> tuple[Ground, Root] | None:
    for ground in viewer.territory.grounds:
        for root in ground.roots:
            if page.url_path.startswith(root.url_path):
                return ground, root
    return None


def _path(page: Page, root: Root) -> str:
    prefix = "" if root.language == default_locale() else f"/{root.language}"
    return f"{prefix}/{quote(page.url_path[len(root.url_path) :], safe=UNQUOTED)}"
