"""How the editor is laid out: the same four tabs on every page type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page

from .desk.editor_panel import ReviewPanel

PROMOTE_PANELS = [
    MultiFieldPanel(["slug", "seo_title", "search_description"], heading="For search engines"),
    MultiFieldPanel(["share_image", "share_description"], heading="When shared"),
    MultiFieldPanel(["canonical_url"], heading="First published elsewhere"),
]
SETTINGS_PANELS = [
    *Page.settings_panels,
    MultiFieldPanel([FieldPanel("publish_override_reason")], heading="Publish all the same"),
    ReviewPanel(heading="Review"),
]


def page_tabs(
    *,
    content: Sequence[Any],
    sources: Sequence[Any] = (),
    promote: Sequence[Any] = PROMOTE_PANELS,
    settings: Sequence[Any] = SETTINGS_PANELS,
) -> TabbedInterface:
    """The tabs of a page type; one without sources and claims has no such tab."""
    tabs = {
        "Content": content,
        "Sources and claims": sources,
        "Promote": promote,
        "Settings": settings,
    }
    return TabbedInterface([ObjectList(list(panels), heading=heading) for heading, panels in tabs.items() if panels])
