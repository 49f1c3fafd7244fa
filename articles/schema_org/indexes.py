"""Index pages as ``CollectionPage``."""

from __future__ import annotations

from collections.abc import Sequence

from content_api.seo.parts import PageParts, Subject, describes
from content_api.viewer import Viewer

from ..models import ArticleIndexPage, CompanyIndexPage, ComparisonIndexPage
from .blocks import plain


@describes(ArticleIndexPage, CompanyIndexPage, ComparisonIndexPage)
def describe_indexes(subjects: Sequence[Subject], viewer: Viewer) -> dict[int, PageParts]:
    """No statement."""
    return {
        subject.page.pk: PageParts(description=plain(subject.page.intro), page_type="CollectionPage")
        for subject in subjects
    }
