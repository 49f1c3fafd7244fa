"""What the checker knows of a source's address, in the editor of the source."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.urls import reverse
from wagtail.admin.panels import Panel

from .addresses import digest_of, normalised


class LinkPanel(Panel):
    """Leads to the page about the address, where a copy is suggested when it is dead."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/links/panel.html"

        def is_shown(self) -> bool:
            return bool(super().is_shown() and self.link is not None)

        @property
        def link(self) -> Any:
            url = normalised(self.instance.url) if self.instance.pk else None
            links = apps.get_model("articles.ExternalLink").objects
            return links.filter(digest=digest_of(url)).first() if url else None

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            context: dict[str, Any] = super().get_context_data(parent_context)
            link = self.link
            return context | {"link": link, "about": reverse("links:link", args=[link.pk])}
