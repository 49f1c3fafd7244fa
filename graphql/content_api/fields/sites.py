"""The arguments ``site`` and ``locale`` of root fields, which choose what the viewer is shown."""

from __future__ import annotations

from dataclasses import replace

import graphene
from graphql import GraphQLResolveInfo
from wagtail.models import Site

from ..errors import BadInputError
from ..territory import Territory
from ..viewer import Viewer, default_viewer, set_viewer

SITE_ARGUMENT = graphene.Argument(
    graphene.String,
    description="Hostname of the site, with `:port` where several share it; else the default site.",
)
LOCALE_ARGUMENT = graphene.Argument(
    graphene.String, description="Language code, such as `en` or `zh-hans`; also that of the texts of snippets below."
)


def enter(info: GraphQLResolveInfo, site: str | None, locale: str | None) -> Viewer:
    """Make the viewer of a root field from its arguments. Raises ``BadInputError`` for an unknown site or locale."""
    territory: Territory = info.context.territory
    viewer = default_viewer(territory, info.context.reach)
    if site:
        viewer = replace(viewer, site=site_named(site, territory))
    if locale:
        viewer = viewer.in_locale(_known(locale, territory))
    set_viewer(info, viewer)
    return viewer


def site_named(name: str, territory: Territory) -> Site:
    """The site that the argument ``site`` means. Raises ``BadInputError`` for none and for several."""
    hostname, _, port = name.partition(":")
    sites = [ground.site for ground in territory.grounds]
    found = [site for site in sites if site.hostname == hostname and port in ("", str(site.port))]
    if not found:
        raise BadInputError(f"No site is named {name!r}.")
    if len(found) > 1:
        raise BadInputError(f"Several sites are named {name!r}: add ':port'.")
    return found[0]


def _known(locale: str, territory: Territory) -> str:
    if locale not in territory.languages.values():
        raise BadInputError(f"No locale has the language code {locale!r}.")
    return locale
