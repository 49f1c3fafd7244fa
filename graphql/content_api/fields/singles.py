"""Root fields for single objects, by slug, by ``uid`` or as an app says.

An app declares one with ``single("topic", Topic, description="One topic.")`` in its ``schema.py``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import graphene
from django.db.models import F, Model, QuerySet
from graphql import GraphQLResolveInfo
from grapple.registry import registry
from wagtail.models import Page

from ..changes.tags import list_tag, slug_tag
from ..errors import BadInputError
from ..lookahead import loader_for
from ..roots import root_fields
from ..touched import depends_on, touch
from ..viewer import Viewer, set_viewer
from ..visibility import visible
from .connections.conditions import is_uid
from .sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter


@dataclass(frozen=True)
class Lookup:
    """An argument that finds an object. ``find`` narrows visible rows to those meant, the best one first."""

    argument: str
    type: Any
    description: str
    find: Callable[[QuerySet[Any], Any, Viewer], QuerySet[Any]]
    is_unique: bool = False  # no other object can take the place of the one that was found
    tag: Callable[[Any], str] | None = None  # is touched when another object can


def single(name: str, model: type[Model], *lookups: Lookup, description: str) -> None:
    """Add the root field ``name``: a visible object of ``model`` by slug, where it has one, ``uid`` or ``lookups``."""
    ways = {lookup.argument: lookup for lookup in (*_own_lookups(model), *lookups)}

    def resolve(
        root: Any, info: GraphQLResolveInfo, site: str | None = None, locale: str | None = None, **arguments: Any
    ) -> Any:
        given = {argument: value for argument, value in arguments.items() if value is not None}
        if len(given) != 1:
            raise BadInputError(f"The field '{name}' needs exactly one of {', '.join(map(repr, ways))}.")
        ((argument, value),) = given.items()
        return _find(ways[argument], value, model, info, enter(info, site, locale))

    arguments = {way.argument: graphene.Argument(way.type, description=way.description) for way in ways.values()}
    names = ", ".join(f"`{way}`" for way in ways)
    field = graphene.Field(
        registry.models[model],
        description=f"{description} By exactly one of {names}; null where none is visible.",
        **arguments,
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )
    root_fields(type(f"{model.__name__}Query", (), {name: field, f"resolve_{name}": staticmethod(resolve)}))


def _find(lookup: Lookup, value: Any, model: type[Model], info: GraphQLResolveInfo, viewer: Viewer) -> Any:
    """The object, seen in its own language if it is a page and the viewer has named none."""
    rows = visible(model._default_manager.all(), viewer)
    if issubclass(model, Page) and viewer.locale:
        rows = rows.filter(locale__in=viewer.territory.locale_ids(viewer.locale))
    wanted, loader = lookup.find(rows, value, viewer)[:1], loader_for(info)
    if lookup.tag or lookup.is_unique:
        with depends_on(*([lookup.tag(value)] if lookup.tag else [])):
            found = next(iter(loader.visible_rows(wanted)), None)
        if found is None and lookup.is_unique:
            touch(list_tag(model))
    else:
        found = next(iter(loader.visible_rows(wanted)), None)
    if isinstance(found, Page) and not viewer.locale:
        set_viewer(info, viewer.in_locale(viewer.territory.languages[found.locale_id]))
    return found


def _own_lookups(model: type[Model]) -> list[Lookup]:
    by_uid = Lookup("uid", graphene.ID, "Identity that survives export, import and renames.", _with_uid, is_unique=True)
    if issubclass(model, Page):
        wanted = "Slug of the page, in `locale` or else in the language of the site's own root."
        return [Lookup("slug", graphene.String, wanted, _pages_with_slug, tag=slug_tag), by_uid]
    if any(field.name == "slug" for field in model._meta.fields):
        return [Lookup("slug", graphene.String, "Its slug, which no other has.", _with_slug, is_unique=True), by_uid]
    return [by_uid]


def _with_uid(rows: QuerySet[Any], uid: str, viewer: Viewer) -> QuerySet[Any]:
    if not is_uid(uid):
        raise BadInputError(f"The argument 'uid' must be a UUID, not {uid!r}.")
    return rows.filter(uid=uid)


def _with_slug(rows: QuerySet[Any], slug: str, viewer: Viewer) -> QuerySet[Any]:
    return rows.filter(slug=slug)


def _pages_with_slug(pages: QuerySet[Any], slug: str, viewer: Viewer) -> QuerySet[Any]:
    """Slugs are unique below one parent only: aliases come after their sources, then the tree decides."""
    return in_one_language(pages.filter(slug=slug), viewer).order_by(F("alias_of").asc(nulls_first=True), "path")


def in_one_language(pages: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Those ``pages`` in the viewer's locale, else in the language of the site's own root."""
    language = viewer.locale or (viewer.ground.language if viewer.ground else "")
    return pages.filter(locale__in=viewer.territory.locale_ids(language))
