"""Public addresses: from a page to its address on the frontend, and from a path back to the page.

A Wagtail ``Site``'s hostname is its frontend's. The host of the API serves no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from django.conf import settings
from wagtail.models import Locale, Page, Site

from .viewer import Viewer
from .visibility import visible


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
    if viewer.site is None:
        return None
    segments = [segment for segment in unquote(path).split("/") if segment]
    roots = _roots_by_language(viewer.site)
    language = viewer.site.root_page.locale.language_code
    if segments and segments[0] != language and segments[0] in roots:
        language = segments.pop(0)
    return Place(url_path="/".join([roots[language].rstrip("/"), *segments]) + "/", locale=language)


def canonical_address(page: Page, viewer: Viewer) -> str | None:
    """The address that search engines should keep: the editor's choice, an alias's source's, its own."""
    source = page
    if page.alias_of_id:
        sources: Any = visible(Page.objects.filter(pk=page.alias_of_id), viewer)
        source = sources.specific().first() or page
    chosen: str = getattr(source, "canonical_url", "")
    return chosen or source.full_url


def frontend_address(site: Site) -> str | None:
    """Root address of the site's frontend without a trailing slash, ``None`` where none is configured.

    Wagtail's first migration makes the site ``localhost:80``: nobody has chosen a frontend then. A site that has the
    API's own address has none either, or a redirect would lead back to where it came from.
    """
    address = str(site.root_url)
    if address == "http://localhost" or address == settings.WAGTAILADMIN_BASE_URL.rstrip("/"):
        return None
    return address


def absolute_api_address(path: str) -> str:
    """The address of something that the API host itself serves, such as a document."""
    return path if path.startswith("http") else settings.WAGTAILADMIN_BASE_URL.rstrip("/") + path


def _roots_by_language(site: Site) -> dict[str, str]:
    root = site.root_page
    translations = Page.objects.filter(translation_key=root.translation_key, depth__gt=1)
    languages = dict(Locale.objects.values_list("pk", "language_code"))
    roots = {languages[page.locale_id]: page.url_path for page in translations}
    return roots | {languages[root.locale_id]: root.url_path}
