"""The root field ``changes``: everything public once, then each change in order."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLResolveInfo
from wagtail.models import get_page_models

from ..changes.following import follow
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
        begin, further = (
            _of_site(viewer, formerly=one) & _of_locale(locale) & _of_reach(viewer) for one in (False, True)
        )
        return ChangesAnswer(follow(since, first, names, begin, further), _root(viewer))


def _root(viewer: Viewer) -> str:
    """How all paths of the viewer's site begin."""
    return f"{viewer.site.root_url}/" if viewer.site and len(viewer.territory.grounds) > 1 else ""


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


def _of_site(viewer: Viewer, *, formerly: bool) -> Q:
    """On the viewer's site, or ``formerly`` there, and what has no path. Where there is one site, paths do not name it.

    Of several sites none says which tags are seen on the others.
    """
    grounds = viewer.territory.grounds
    if viewer.site is None or len(grounds) == 1:
        return Q()
    root = f"{viewer.site.root_url}/"
    here = Q(path__startswith=root) | Q(path="", former_path="")
    here |= Q(former_path__startswith=root) if formerly else Q()
    return here & ~Q(object_type__in=[str(model._meta.model_name) for model in subjects() if link_of(model)])
