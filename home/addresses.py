"""Where the items of menus lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page

from content_api.addresses import full_address
from content_api.lookahead import Loader, Reference

if TYPE_CHECKING:
    from .models import NavigationItem


def addresses_of(items: list[NavigationItem], loader: Loader) -> dict[int, str | None]:
    """The address of each item by primary key: its page's public address, else the one that was typed in.

    ``None`` for an item whose page the viewer may not see.
    """
    pages = loader.get_many(Reference(Page, item.page_id) for item in items if item.page_id)
    of_pages = {page.pk: full_address(page, loader.viewer) for page in pages}
    return {item.pk: of_pages.get(item.page_id) if item.page_id else item.url for item in items}
