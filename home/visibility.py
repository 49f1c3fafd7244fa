"""Who may see what of the home app."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from content_api.viewer import Viewer
from content_api.visibility import follows, register, visible

from .models import FeaturedPage, Navigation, NavigationItem, SiteSettings


@register(Navigation)
def all_menus(menus: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    return menus


@register(NavigationItem)
def items_of_visible_pages(items: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Items that lead elsewhere, and those whose page is visible: a label can name an unpublished page."""
    pages = visible(Page.objects.all(), viewer).values("pk")
    return items.filter(Q(page__isnull=True) | Q(page__in=pages))


@register(SiteSettings)
def settings_of_the_site(settings: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    return settings.filter(site=viewer.site) if viewer.site else settings.none()


follows(FeaturedPage, "page")
