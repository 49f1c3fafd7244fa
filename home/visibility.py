"""Who may see what of the home app."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.models import Page

from content_api.viewer import Viewer
from content_api.visibility import everybody_sees, follows, register, visible_rows

from .models import FeaturedPage, Navigation, NavigationItem, SiteSettings

everybody_sees(Navigation)


@register(NavigationItem)
def items_of_visible_pages(items: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Items that lead elsewhere, and those whose page is visible: a label can name an unpublished page."""
    return items.filter(Q(page__isnull=True) | Q(page__in=visible_rows(Page, viewer)))


@register(SiteSettings)
def settings_of_the_site(settings: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    return settings.filter(site=viewer.site) if viewer.site else settings.none()


follows(FeaturedPage, "page")
