"""What readers find the pages of this app by."""

from __future__ import annotations

from wagtail.rich_text import get_text_for_indexing

from content_api.search.searchable import Words, searchable

from .models import NewsletterIndexPage, NewsletterIssuePage


@searchable(NewsletterIssuePage, "NEWSLETTER_ISSUE", description="Newsletter issues.", boost=0.5)
def newsletter_issue(page: NewsletterIssuePage, language: str) -> Words:
    """Its own words: what it shows of other pages is found there."""
    passages = [
        get_text_for_indexing(section.value["body"].source)
        for section in page.sections
        if section.block_type == "text" and section.value["body"]
    ]
    return Words(title=page.title, text=[page.subject, *passages])


@searchable(NewsletterIndexPage, "NEWSLETTER_INDEX", description="Pages above newsletter issues.")
def newsletter_index(page: NewsletterIndexPage, language: str) -> Words:
    return Words(title=page.title, text=[get_text_for_indexing(page.intro)])
