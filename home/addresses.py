"""Where the items of menus lead."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from wagtail.models import Page

from content_api.viewer import Viewer
from content_api.visibility import visible

if TYPE_CHECKING:
    from .models import NavigationItem


def addresses_of(items: Sequence[NavigationItem], viewer: Viewer) -> dict[int, str | None]:
    """The address of each item by primary key: its page's public address, else the one that was typed in.

    One statement for all items. ``None`` for an item whose page the viewer may not see.
    """
    keys = {item.page_id for item in items if item.page_id}
    pages = visible(Page.objects.filter(pk__in=keys), viewer) if keys else []
    of_pages = {page.pk: page.full_url for page in pages}
    return {item.pk: of_pages.get(item.page_id) if item.page_id else item.url for item in items}
