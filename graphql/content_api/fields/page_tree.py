"""The tree around a page: for all pages that were loaded together, each kind of relative in one query."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from graphql import GraphQLResolveInfo
from wagtail.models import Page

from ..changes.tags import referrers_tag, translations_tag
from ..lookahead import Loader, loader_for
from ..lookahead.slices import sliced_lists
from ..seo.breadcrumbs import touch_hidden
from ..touched import depends_on
from .page_lists import narrow_pages

RELATIVES: dict[str, Callable[[Any], QuerySet[Any]]] = {
    "children": lambda page: page.get_children(),
    "siblings": lambda page: page.get_siblings(inclusive=False),
    "next_siblings": lambda page: page.get_next_siblings(),
    "previous_siblings": lambda page: page.get_prev_siblings(),
    "descendants": lambda page: page.get_descendants(),
    "ancestors": lambda page: page.get_ancestors(),
}


def list_below(page: Page, info: GraphQLResolveInfo, name: str, **arguments: Any) -> list[Page]:
    """The ``RELATIVES`` of ``page`` by their name, narrowed by Grapple's arguments."""

    def lists(pages: list[Any], loader: Loader) -> dict[Any, list[Any]]:
        narrowed = {one.pk: narrow_pages(RELATIVES[name](one), info, **arguments) for one in pages}
        if name == "children" and not arguments.get("search_query"):
            with depends_on(*(referrers_tag(Page, one.pk) for one in pages)):
                return sliced_lists(narrowed, loader)
        return sliced_lists(narrowed, loader)

    found: list[Page] = loader_for(info).once(page, (name, *sorted(arguments.items())), lists, of_any_type=True)
    return found


def parent_of(page: Page, loader: Loader) -> Page | None:
    """The page above, if it is visible."""

    def parents(pages: list[Any], loader: Loader) -> dict[Any, Page]:
        paths = {one.pk: Page._get_basepath(one.path, one.depth - 1) for one in pages if one.depth > 1}
        with depends_on():
            rows = loader.rows(Page.objects.filter(path__in=set(paths.values())).order_by())
        found = {one.path: one for one in rows}
        touch_hidden(set(paths.values()) - found.keys(), loader.viewer)
        return {key: found[path] for key, path in paths.items() if path in found}

    found: Page | None = loader.once(page, "parent", parents, of_any_type=True)
    return found


def translations_of(page: Page, loader: Loader) -> list[Page]:
    """The page in other languages, in the order of the language codes."""

    def translations(pages: list[Any], loader: Loader) -> dict[Any, list[Page]]:
        keys = {one.translation_key for one in pages}
        others = Page.objects.filter(translation_key__in=keys).order_by("locale__language_code")
        with depends_on(*map(translations_tag, keys)):
            found = loader.rows(others)
        return {
            one.pk: [other for other in found if other.translation_key == one.translation_key and other.pk != one.pk]
            for one in pages
        }

    found: list[Page] = loader.once(page, "translations", translations, of_any_type=True)
    return found
