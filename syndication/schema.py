"""The syndication app's part of the schema: newsletter issues and the list of feeds."""

from __future__ import annotations

from content_api.fields.connections import PUBLISHED, TITLE, UPDATED, Orders, PageFilter, connection
from content_api.fields.singles import single
from content_api.scopes import Scope, needs_scope

from .feeds import fields  # noqa: F401  (registers the root field)
from .models import NewsletterIssuePage

UNPUBLISHED = "With the scope `newsletter` also what is not published yet, as it was saved last; see `live`."


class NewsletterIssueFilter(PageFilter):
    """Which newsletter issues a list holds."""


connection(
    "newsletter_issues",
    NewsletterIssuePage,
    noun="NewsletterIssue",
    description=f"Newsletter issues, newest first unless asked otherwise. {UNPUBLISHED}",
    filters=NewsletterIssueFilter,
    orders=Orders("NewsletterIssueOrder", PUBLISHED, UPDATED, TITLE, default="PUBLISHED_DESC"),
)
single("newsletter_issue", NewsletterIssuePage, description=f"One newsletter issue. {UNPUBLISHED}")

for field in ("newsletterIssue", "newsletterIssues"):
    needs_scope(field, Scope.PUBLISHED, Scope.NEWSLETTER)
