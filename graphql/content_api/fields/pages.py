"""The root fields ``page`` and ``pages``: Grapple's names and arguments, our doors."""

from __future__ import annotations

from typing import Any

import graphene
from django.apps import apps
from django.db.models import Model, QuerySet
from graphql import GraphQLResolveInfo
from wagtail.models import Page

from ..addresses import locate
from ..changes.tags import path_tag, slug_tag
from ..errors import BadInputError
from ..lookahead import loader_for
from ..touched import depends_on, touch_objects
from ..viewer import Viewer, set_viewer
from .interfaces import PageInterface
from .own_fields import models_with_selected_fields
from .page_lists import PageList, narrow_pages, number
from .sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter

IN_SITE_ARGUMENT = graphene.Argument(
    graphene.Boolean,
    default_value=False,
    description="Has no further effect: pages are always those of one site, the default or `site`.",
)


class PagesQuery:
    """Pages by number, slug or path, and lists of them."""

    page = graphene.Field(
        PageInterface,
        description="One page, by `id`, else by `slug`, else by `urlPath`. Null where none is visible.",
        id=graphene.ID(description="Number of the page."),
        slug=graphene.String(description="Slug of the page; null where several pages have it."),
        url_path=graphene.String(description="Whole path within the site, such as `/articles/what-is-django/`."),
        content_type=graphene.String(description="Only if the page has this type, such as `articles.ArticlePage`."),
        in_site=IN_SITE_ARGUMENT,
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )
    pages = PageList(
        PageInterface,
        description="Pages of one site.",
        content_type=graphene.Argument(
            graphene.String, description="Only these types, such as `articles.ArticlePage`, with commas between."
        ),
        in_site=IN_SITE_ARGUMENT,
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
        ancestor=graphene.Argument(graphene.ID, description="Only pages below the page with this number."),
        parent=graphene.Argument(graphene.ID, description="Only pages directly below the page with this number."),
    )

    def resolve_page(
        self,
        info: GraphQLResolveInfo,
        id: str | None = None,  # noqa: A002  (Grapple's name)
        slug: str | None = None,
        url_path: str | None = None,
        content_type: str | None = None,
        in_site: bool = False,
        site: str | None = None,
        locale: str | None = None,
    ) -> Page | None:
        viewer = enter(info, site, locale)
        pages = _of_types(Page.objects.all(), content_type)
        pages = _in_locale(pages, locale)
        if id is not None:
            found = _with_number(pages, number(id, "id"), info)
        elif slug is not None:
            with depends_on(slug_tag(slug)):
                found = _only_one(_loaded(narrow_pages(pages.filter(slug=slug), info, limit=2), info))
        elif url_path is not None:
            found = _at_one_of(pages, _url_paths(url_path, viewer), info)
        else:
            raise BadInputError("The field 'page' needs one of 'id', 'slug' and 'urlPath'.")
        if found is not None and not locale:
            set_viewer(info, viewer.in_locale(viewer.territory.languages[found.locale_id]))
        return found

    def resolve_pages(
        self,
        info: GraphQLResolveInfo,
        content_type: str | None = None,
        in_site: bool = False,
        site: str | None = None,
        locale: str | None = None,
        ancestor: str | None = None,
        parent: str | None = None,
        **arguments: Any,
    ) -> list[Page]:
        enter(info, site, locale)
        pages = Page.objects.order_by("path")
        if parent is not None:
            pages = _relatives(pages.child_of, parent, "parent")
        elif ancestor is not None:
            pages = _relatives(pages.descendant_of, ancestor, "ancestor")
        pages = _in_locale(_of_types(pages, content_type), locale)
        return _loaded(narrow_pages(pages, info, **arguments), info)


def _loaded(pages: QuerySet[Page], info: GraphQLResolveInfo) -> list[Page]:
    return loader_for(info).visible_rows(pages, own_fields_of=models_with_selected_fields(info))


def _with_number(pages: QuerySet[Page], key: int, info: GraphQLResolveInfo) -> Page | None:
    touch_objects(Page, [key])
    with depends_on():
        return _only_one(_loaded(narrow_pages(pages.filter(pk=key), info, limit=2), info))


def _at_one_of(pages: QuerySet[Page], paths: set[str], info: GraphQLResolveInfo) -> Page | None:
    with depends_on(*map(path_tag, paths)):
        return _only_one(_loaded(narrow_pages(pages.filter(url_path__in=paths), info, limit=2), info))


def _only_one(found: list[Page]) -> Page | None:
    return found[0] if len(found) == 1 else None


def _relatives(relation: Any, key: str, argument: str) -> QuerySet[Page]:
    page = Page.objects.filter(pk=number(key, argument)).first()
    return relation(page) if page else Page.objects.none()


def _in_locale(pages: QuerySet[Page], locale: str | None) -> QuerySet[Page]:
    return pages.filter(locale__language_code=locale) if locale else pages


def _of_types(pages: Any, content_types: str | None) -> QuerySet[Page]:
    """Pages of these types and of types derived from them."""
    models = [_page_model(name.strip()) for name in content_types.split(",")] if content_types else []
    return pages.type(*models) if models else pages


def _page_model(name: str) -> type[Model]:
    try:
        model = apps.get_model(name)
    except (LookupError, ValueError):
        model = None
    if model is None or not issubclass(model, Page):
        raise BadInputError(f"Unknown page type {name!r}. Page types are written like 'articles.ArticlePage'.")
    return model


def _url_paths(path: str, viewer: Viewer) -> set[str]:
    """The path within the site, and the same read as the ``urlPath`` that the API answers, where that can be."""
    place, ground = locate(path, viewer), viewer.ground
    if place is None or ground is None:
        return set()
    written = "/" + path.strip("/") + "/"
    is_whole = any(written.startswith(root.url_path) for root in ground.roots)
    return {place.url_path, written} if is_whole else {place.url_path}
