"""The home app's part of the schema: menus and the settings of a site."""

from __future__ import annotations

from typing import Any

import graphene
from graphql import GraphQLResolveInfo
from grapple.registry import registry

from content_api.fields.sites import LOCALE_ARGUMENT, SITE_ARGUMENT, enter
from content_api.lookahead import load
from content_api.roots import root_fields

from .models import Navigation, SiteSettings


@root_fields
class HomeQuery:
    """What a frontend needs around its pages."""

    navigation = graphene.Field(
        lambda: registry.models[Navigation],
        description="The menu with this slug in `locale`, else in the default locale; its `locale` says which it is. "
        "Null where neither exists.",
        slug=graphene.String(required=True, description="Name of the menu, such as `main` or `footer`."),
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )
    navigations = graphene.List(
        graphene.NonNull(lambda: registry.models[Navigation]),
        required=True,
        description="All menus by slug, each once: in `locale`, else in the default locale.",
        site=SITE_ARGUMENT,
        locale=LOCALE_ARGUMENT,
    )
    site_settings = graphene.Field(
        lambda: registry.models[SiteSettings],
        description="The organisation behind the site, and what shared links fall back to. Null until an editor "
        "has saved them.",
        site=SITE_ARGUMENT,
    )

    def resolve_navigation(
        self, info: GraphQLResolveInfo, slug: str, site: str | None = None, locale: str | None = None
    ) -> Navigation | None:
        return next(iter(_menus(info, site, locale, slug=slug)), None)

    def resolve_navigations(
        self, info: GraphQLResolveInfo, site: str | None = None, locale: str | None = None
    ) -> list[Navigation]:
        return _menus(info, site, locale)

    def resolve_site_settings(self, info: GraphQLResolveInfo, site: str | None = None) -> SiteSettings | None:
        viewer = enter(info, site, None)
        return next(iter(load(SiteSettings.objects.filter(site=viewer.site), info)), None)


def _menus(info: GraphQLResolveInfo, site: str | None, locale: str | None, **lookups: Any) -> list[Navigation]:
    """One menu for each slug: that of the viewer's locale, else that of the default locale."""
    viewer = enter(info, site, locale)
    locales = viewer.territory.locale_ids(*viewer.languages)
    menus = load(Navigation.objects.filter(locale__in=locales, **lookups).order_by("slug"), info)
    menus.sort(key=lambda menu: locales.index(menu.locale_id), reverse=True)
    chosen = {menu.slug: menu for menu in menus}
    return sorted(chosen.values(), key=lambda menu: str(menu.slug))
