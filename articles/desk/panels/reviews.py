"""Pages that nobody has looked at for long."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from wagtail.permissions import page_permission_policy

from ..reviews import due, reviewable_pages
from .base import DeskPanel, first_and_count


class ReviewsPanel(DeskPanel):
    """For those who edit pages: the longest overdue first, each with a button that says it is right."""

    name = "pages_to_review"
    heading = "Pages to review"
    icon = "history"
    order = 150
    all_is_well = "No page is due for a review."
    template_name = "articles/desk/panels/reviews.html"

    def is_for(self, user: Any) -> bool:
        return bool(page_permission_policy.user_has_permission(user, "change"))

    def find(self) -> tuple[Sequence[Any], int]:
        return first_and_count(due(reviewable_pages(self.request.user)).order_by("due_on", "pk"))

    def report_url(self) -> str:
        return f"{reverse('desk:reviews')}?due=true"
