"""Who may see what of the syndication app."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from content_api.page_rules import pages_in_the_open, public_pages
from content_api.viewer import Viewer
from content_api.visibility import register

from .models import NewsletterIssuePage


@register(NewsletterIssuePage)
def issues(pages: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Published issues, as all pages; clients of newsletter tools see the others too.

    Only where issues are asked for as such: in lists of all pages, in search and behind relations the rule of pages
    holds.
    """
    return pages_in_the_open(pages, viewer) if viewer.reach.issues else public_pages(pages, viewer)
