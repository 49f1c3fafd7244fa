"""The rules of pages and collections, which Wagtail restricts by place in a tree."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet
from taggit.models import Tag
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from .viewer import Viewer
from .visibility import register

# An alias may have an alias as its source. Longer chains than this are hidden rather than followed.
LONGEST_ALIAS_CHAIN = 3
SOURCES = ["alias_of" + "__alias_of" * further for further in range(LONGEST_ALIAS_CHAIN)]


@register(Page)
def public_pages(pages: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Live pages of the viewer's site, neither restricted themselves nor below a restricted page.

    An alias shows the content of its source, so a restriction of the source hides it too, as in
    ``wagtail.models.Page.get_view_restrictions``; and so do a restriction above the source, an alias above, and a
    source that is not live.
    """
    return pages.filter(
        ~Exists(_restrictions_over("path")),
        ~Exists(_aliases_of_restricted_pages_over("path")),
        ~_is_alias_of_unpublished(),
        _below_any(viewer.site_root_paths),
        live=True,
    )


@register(Collection)
def public_collections(collections: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Collections without a restriction on themselves or above them."""
    return collections.filter(~Exists(collection_restrictions_over("path")))


@register(Tag)
def all_tags(tags: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Tags are reached through the object that carries them, which has been checked."""
    return tags


def collection_restrictions_over(path: str) -> QuerySet[Any]:
    """Restrictions on the collection at ``path`` (an outer query's field) and on those above it."""
    restrictions = CollectionViewRestriction.objects.annotate(inner=_outer_path(path))
    return restrictions.filter(inner__startswith=F("collection__path"))


def _restrictions_over(path: str) -> QuerySet[Any]:
    return PageViewRestriction.objects.annotate(inner=_outer_path(path)).filter(inner__startswith=F("page__path"))


def _aliases_of_restricted_pages_over(path: str) -> QuerySet[Any]:
    """Aliases among the page at ``path`` and its ancestors whose source is restricted or cannot be followed."""
    sources = ["alias_of" + "__alias_of" * further for further in range(LONGEST_ALIAS_CHAIN)]
    restricted: Any = Q(**{f"{sources[-1]}__alias_of__isnull": False})
    for source in sources:
        restricted |= Exists(_restrictions_over(f"{source}__path"))
    return (
        Page.objects.filter(alias_of__isnull=False)
        .annotate(inner=_outer_path(path))
        .filter(restricted, inner__startswith=F("path"))
    )


def _outer_path(field: str) -> ExpressionWrapper:
    return ExpressionWrapper(OuterRef(field), output_field=CharField())


def _is_alias_of_unpublished() -> Q:
    """Scheduling a page that is not live publishes its aliases at once, with the content that is to come.

    See ``wagtail.actions.publish_page_revision.PublishPageRevisionAction._after_publish``.
    """
    unpublished = Q()
    for source in SOURCES:
        unpublished |= Q(**{f"{source}__live": False})
    return unpublished


def _below_any(root_paths: tuple[str, ...]) -> Q:
    inside = Q(pk__in=[])
    for root_path in root_paths:
        inside |= Q(path__startswith=root_path)
    return inside
