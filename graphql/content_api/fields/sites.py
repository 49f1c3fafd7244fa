"""The arguments ``site`` and ``locale`` of root fields, which choose what the viewer is shown."""

from __future__ import annotations

import graphene
from graphql import GraphQLResolveInfo
from wagtail.models import Locale, Site

from ..errors import BadInputError
from ..viewer import Viewer, default_viewer, set_viewer, sites

SITE_ARGUMENT = graphene.Argument(
    graphene.String,
    description="Hostname of the site, with `:port` where several share it; else the default site.",
)
LOCALE_ARGUMENT = graphene.Argument(
    graphene.String, description="Language code, such as `en` or `zh-hans`; also that of the texts of snippets below."
)


def enter(info: GraphQLResolveInfo, site: str | None, locale: str | None) -> Viewer:
    """Make the viewer of a root field from its arguments. Raises ``BadInputError`` for an unknown site or locale."""
    viewer = Viewer(site=_site(site)) if site else default_viewer()
    if locale:
        viewer = viewer.in_locale(_known(locale))
    set_viewer(info, viewer)
    return viewer


def _site(name: str) -> Site:
    hostname, _, port = name.partition(":")
    matching = sites().filter(hostname=hostname)
    if port:
        matching = matching.filter(port=port) if port.isdecimal() else matching.none()
    found = list(matching[:2])
    if not found:
        raise BadInputError(f"No site is named {name!r}.")
    if len(found) > 1:
        raise BadInputError(f"Several sites are named {name!r}: add ':port'.")
    return found[0]


def _known(locale: str) -> str:
    if not Locale.objects.filter(language_code=locale).exists():
        raise BadInputError(f"No locale has the language code {locale!r}.")
    return locale
