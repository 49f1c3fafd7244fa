"""What an issue carried when it was sent: the pages that it shows, and how they read at that time."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from wagtail.models import Page

from content_api.viewer import default_viewer
from content_api.visibility import visible_rows

from ..newsletters.chosen_keys import keys_of_pages

# Pages whose content has a date of its own, by the accessor of their table.
DATED = ("articlepage", "companypage", "comparisonpage")


class CarriedPages(models.QuerySet["CarriedPage"]):
    """Rows of one or many issues."""

    def outdated(self) -> CarriedPages:
        """What reads otherwise now than in the issue, or can be read no longer."""
        changed = Q()
        for accessor in DATED:
            changed |= Q(**{f"page__{accessor}__modified_at__gt": F("modified_at")})
        hidden = ~Q(page__in=visible_rows(Page, default_viewer()))
        return self.filter(changed | Q(page__isnull=True) | hidden)


class CarriedPage(models.Model):
    """One page in one issue. Stays when the page is deleted: subscribers still have the mail."""

    issue = models.ForeignKey("syndication.NewsletterIssuePage", on_delete=models.CASCADE, related_name="carried_pages")
    page = models.ForeignKey(
        "wagtailcore.Page", null=True, blank=True, on_delete=models.SET_NULL, related_name="carried_by"
    )
    title = models.CharField(max_length=255, help_text="As it was then.")
    carried_at = models.DateTimeField()
    modified_at = models.DateTimeField(help_text="When what the issue carried was changed last.")

    objects = CarriedPages.as_manager()

    class Meta:
        verbose_name = "page in an issue"
        verbose_name_plural = "pages in issues"
        ordering = ["issue", "pk"]
        constraints = [models.UniqueConstraint(fields=["issue", "page"], name="one_row_per_issue_and_page")]

    def __str__(self) -> str:
        return self.title


def note_carried(issue: Any) -> None:
    """Write down what ``issue`` carries, unless it was published before; in the transaction of the publishing."""
    if issue.carried_pages.exists():
        return
    now = timezone.now()
    chosen = list(dict.fromkeys(keys_of_pages(issue.sections)))
    pages = Page.objects.filter(pk__in=chosen, live=True).specific().in_bulk()
    CarriedPage.objects.bulk_create(
        CarriedPage(
            issue=issue,
            page_id=key,
            title=pages[key].title,
            carried_at=now,
            modified_at=getattr(pages[key], "modified_at", None) or pages[key].last_published_at or now,
        )
        for key in chosen
        if key in pages
    )
