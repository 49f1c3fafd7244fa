"""The rules of Wagtail's own models: pages and collections, restricted by place in a tree, redirects and tags."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, F, Q, QuerySet
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, Page, get_page_models

from .aliases import aliases_of_restricted_pages
from .restrictions import collection_restrictions_over, outer_path, restrictions_over
from .territory import Territory
from .viewer import Viewer
from .visibility import everybody_sees, register, visible_rows

# Closed places are written into queries, which is fastest where they are few. Above this number each query looks
# them up: SQLite takes no longer expressions than a thousand terms.
MOST_WRITTEN_OUT = 100


@register(Page)
def public_pages(pages: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Live pages of the viewer's site, neither restricted themselves nor below a restricted page.

    An alias shows the content of its source, so a restriction of the source hides it too, as in
    ``wagtail.models.Page.get_view_restrictions``; and so do a restriction above the source, an alias above, and a
    source that is not live. The viewer of a preview sees the page of the preview too.
    """
    if viewer.draft is None:
        return pages_in_the_open(pages.filter(live=True), viewer)
    public = pages_in_the_open(Page.objects.order_by().filter(live=True), viewer)
    return pages.filter(Q(pk=viewer.draft.page) | Q(pk__in=public.values("pk")))


def pages_in_the_open(pages: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Those of ``pages`` that the public may see as soon as they are live."""
    pages = pages.filter(_below_any("path", viewer.site_root_paths))
    if viewer.reach.page_types is not None:
        pages = pages.filter(content_type__in=content_types(viewer.reach.page_types))
    if viewer.territory.hidden_aliases:
        pages = pages.exclude(pk__in=viewer.territory.hidden_aliases)
    return _outside_closed_pages(pages, viewer.territory)


def content_types(labels: Iterable[str]) -> list[int]:
    """Primary keys of the content types of the models with these labels; what no longer exists is left out."""
    models = {model._meta.label: model for model in get_page_models()}
    known = [models[label] for label in labels if label in models]
    found = ContentType.objects.get_for_models(*known, for_concrete_models=False)
    return sorted(one.pk for one in found.values())


def _outside_closed_pages(pages: QuerySet[Any], territory: Territory) -> QuerySet[Any]:
    closed = territory.closed_pages
    if len(closed) <= MOST_WRITTEN_OUT:
        return pages.filter(~_below_any("path", closed)) if closed else pages
    aliases_above = aliases_of_restricted_pages().annotate(inner=outer_path("path"))
    return pages.filter(~Exists(restrictions_over("path")), ~Exists(aliases_above.filter(inner__startswith=F("path"))))


@register(Collection)
def public_collections(collections: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Collections without a restriction on themselves or above them."""
    return outside_closed_collections(collections, viewer, path="path")


def outside_closed_collections(rows: QuerySet[Any], viewer: Viewer, *, path: str) -> QuerySet[Any]:
    """Those of ``rows`` whose collection, with its tree path at the field ``path``, is not closed."""
    closed = viewer.territory.closed_collections
    if len(closed) <= MOST_WRITTEN_OUT:
        return rows.filter(~_below_any(path, closed)) if closed else rows
    return rows.filter(~Exists(collection_restrictions_over(path)))


@register(Redirect)
def redirects_that_lead_somewhere(redirects: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Redirects of the viewer's site or of all sites, to an address or to a visible page."""
    of_site = Q(site__isnull=True) | Q(site=viewer.site) if viewer.site else Q(site__isnull=True)
    to_page = Q(redirect_page__in=visible_rows(Page, viewer))
    to_address = Q(redirect_page__isnull=True) & ~Q(redirect_link="")
    return redirects.filter(of_site, to_page | to_address)


# Tags are reached through the object that carries them, which has been checked.
everybody_sees(Tag)


def _below_any(field: str, paths: Iterable[str]) -> Q:
    inside = Q(pk__in=[])
    for path in paths:
        inside |= Q(**{f"{field}__startswith": path})
    return inside
