"""The root field ``changes``: everything public once, then each change in order."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLResolveInfo
from wagtail.models import get_page_models

from ..changes.following import Part, follow
from ..changes.subjects import link_of, subjects
from ..errors import BadInputError
from ..viewer import Viewer
from .change_types import ChangedType, Changes, ChangesAnswer
from .sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter

USUAL_NUMBER = 50


class ChangesQuery:
    """The change log."""

    changes = graphene.Field(
        Changes,
        required=True,
        description=(
            "What changed for readers, in order, with what can no longer be seen. Without `since` every visible "
            "object once; then go on with the `cursor` of the answer before. A cursor that is too old is refused with "
            "`CURSOR_EXPIRED`."
        ),
        since=graphene.String(description="The `cursor` of the answer before; left out to begin."),
        first=graphene.Int(default_value=USUAL_NUMBER, description="Number of changes at most; up to 100."),
        types=graphene.List(graphene.NonNull(ChangedType), description="Only of these types; all if left out."),
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )

    def resolve_changes(
        self,
        info: GraphQLResolveInfo,
        since: str | None = None,
        first: int | None = None,
        types: list[Any] | None = None,
        site: str | None = None,
        locale: str | None = None,
    ) -> ChangesAnswer:
        first = USUAL_NUMBER if first is None else first
        if first < 1:
            raise BadInputError(f"The argument 'first' must be at least 1, {first} is not.")
        viewer = enter(info, site, locale)
        info.context.check_deadline()
        names = None if types is None else [getattr(one, "value", one) for one in types]
        ground, wanted = _ground(viewer), _of_locale(locale) & _of_reach(viewer)
        stretch = follow(since, first, names, Part(_on(ground) & wanted, _has_left(ground, wanted)))
        return ChangesAnswer(stretch, ground)


def _of_locale(locale: str | None) -> Q:
    """In the language, and what has none."""
    return Q(locale__in=["", locale]) if locale else Q()


def _of_reach(viewer: Viewer) -> Q:
    """In the languages and of the page types that the client is shown, and what is no page or has no language."""
    reach, condition = viewer.reach, Q()
    if reach.locales is not None:
        condition &= Q(locale__in=["", *reach.locales])
    if reach.page_types is not None:
        shown = set(reach.page_types)
        hidden = [model._meta.model_name for model in get_page_models() if model._meta.label not in shown]
        condition &= ~Q(object_type__in=hidden)
    return condition


def _ground(viewer: Viewer) -> str:
    """What full addresses of the viewer's site begin with; "" where there is one site, whose paths name no host."""
    return f"{viewer.site.root_url}/" if viewer.site and len(viewer.territory.grounds) > 1 else ""


def _on(ground: str) -> Q:
    """On the site; and what no address says of where it is: snippets, tombstones, redirects of all sites.

    Of several sites none says which tags are seen on the others.
    """
    if not ground:
        return Q()
    links = [str(model._meta.model_name) for model in subjects() if link_of(model)]
    return (Q(path__startswith=ground) | ~Q(path__startswith="http")) & ~Q(object_type__in=links)


def _has_left(ground: str, wanted: Q) -> Q | None:
    """What has changed its place and is on another site now. Which one it was on, a renamed host no longer tells."""
    return ~Q(former_path="") & Q(path__startswith="http") & wanted if ground else None
