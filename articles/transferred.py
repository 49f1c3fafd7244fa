"""What of this app travels with export and import."""

from __future__ import annotations

from content_api.transfer.declared import transfers

from .models import (
    ArticleIndexPage,
    ArticlePage,
    Author,
    Claim,
    CompanyIndexPage,
    CompanyPage,
    ComparisonIndexPage,
    ComparisonPage,
    Framework,
    Source,
    Topic,
)

COMPUTED = ("content_digest",)  # by every page when it is stored

transfers(Author, Claim, Framework, Source, Topic)
transfers(
    ArticleIndexPage,
    CompanyIndexPage,
    CompanyPage,
    ComparisonIndexPage,
    ComparisonPage,
    left_out=COMPUTED,
)
transfers(ArticlePage, left_out=(*COMPUTED, "word_count", "reading_time_minutes"))
