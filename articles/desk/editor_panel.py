"""The page editor's panel about reviews."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.panels import Panel


class ReviewPanel(Panel):
    """Says when somebody looked at the page last, and has the button that says it is right."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "articles/desk/review_panel.html"

        def is_shown(self) -> bool:
            from .reviews import is_reviewable  # knows the models, which name this panel

            return bool(super().is_shown() and self.instance.pk and is_reviewable(self.instance))

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            from .reviews import reviewable_pages

            context: dict[str, Any] = super().get_context_data(parent_context)
            page = reviewable_pages(self.request.user).filter(pk=self.instance.pk).first()
            return context | {"page": page, "next": reverse("wagtailadmin_pages:edit", args=[self.instance.pk])}
