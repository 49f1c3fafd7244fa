"""How newsletters describe themselves to search engines, see ``content_api.seo.parts``."""

from __future__ import annotations

from collections.abc import Sequence

from articles.schema_org.blocks import plain
from content_api.seo.parts import PageParts, Subject, describes
from content_api.viewer import Viewer

from .models import NewsletterIndexPage, NewsletterIssuePage


@describes(NewsletterIndexPage)
def describe_indexes(subjects: Sequence[Subject], viewer: Viewer) -> dict[int, PageParts]:
    """No statement."""
    return {
        subject.page.pk: PageParts(description=plain(subject.page.intro), page_type="CollectionPage")
        for subject in subjects
    }


@describes(NewsletterIssuePage)
def describe_issues(subjects: Sequence[Subject], viewer: Viewer) -> dict[int, PageParts]:
    """No statement. The articles of an issue describe themselves."""
    return {subject.page.pk: PageParts(description=subject.page.preheader) for subject in subjects}
