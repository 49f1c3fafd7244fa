"""The root field ``changes``: everything public once, then each change in order."""

from __future__ import annotations

from typing import Any

import graphene
from django.db.models import Q
from graphql import GraphQLResolveInfo

from ..changes.following import Part, follow
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
        ground = _ground(viewer)
        stretch = follow(since, first, names, Part(_on(ground) & _of_locale(locale), _has_left(ground, locale)))
        return ChangesAnswer(stretch, ground)


def _of_locale(locale: str | None) -> Q:
    """In the language, and what has none."""
    return Q(locale__in=["", locale]) if locale else Q()


def _ground(viewer: Viewer) -> str:
    """What full addresses of the viewer's site begin with; "" where there is one site, whose paths name no host."""
    return f"{viewer.site.root_url}/" if viewer.site and len(viewer.territory.grounds) > 1 else ""


def _on(ground: str) -> Q:
    """On the site; and what no address says of where it is: snippets, tombstones, redirects of all sites."""
    return Q(path__startswith=ground) | ~Q(path__startswith="http") if ground else Q()


def _has_left(ground: str, locale: str | None) -> Q | None:
    """What has changed its place and is on another site now. Which one it was on, a renamed host no longer tells."""
    return ~Q(former_path="") & Q(path__startswith="http") & _of_locale(locale) if ground else None
