"""When somebody last looked at a page and found it right, and when somebody should look again.

It stands in a table of its own, because it is a note of the desk: a page that was found right is the same page. Readers
see no other date, the change log gets no row, and no revision is made.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from wagtail.models import Page


class PageReview(models.Model):
    """The newest review of one page. The earlier ones stand in the page's history."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="review")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    review_by = models.DateField(
        null=True, blank=True, db_index=True, help_text="Empty: so many months after somebody last looked at it."
    )

    wagtail_reference_index_ignore = True

    def __str__(self) -> str:
        return f"Review of page {self.page_id}"
