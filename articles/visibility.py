"""Who may see what of the articles app. Pages have their rule in ``content_api``.

A row that names an object which must not be known is hidden with it: a claim about a company whose page is
not public, a cell about a framework that is still a draft.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from taggit.models import Tag

from content_api.changes.subjects import appears_through, appears_with, is_corrected_by, is_not_shown
from content_api.viewer import Viewer
from content_api.visibility import everybody_sees, follows, register, visible_rows

from .models import (
    Adoption,
    ArticleAuthor,
    ArticleCorrection,
    ArticleSource,
    ArticleTag,
    Author,
    AuthorLink,
    AuthorText,
    Claim,
    ClaimSource,
    ClaimText,
    CompanyPage,
    ComparisonCell,
    ComparisonFramework,
    ComparisonRow,
    Framework,
    FrameworkText,
    RelatedPage,
    Source,
    SourceText,
    Topic,
    TopicText,
)


@register(Framework)
def live_frameworks(frameworks: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    return frameworks.filter(Q(live=True) | viewer.drafted(Framework))


@register(Claim)
def live_claims(claims: QuerySet[Any], viewer: Viewer) -> QuerySet[Any]:
    """Live claims about a subject that is visible itself."""
    framework_is_visible = Q(framework__in=visible_rows(Framework, viewer))
    company_is_visible = Q(company__in=visible_rows(CompanyPage, viewer))
    is_public = Q(framework_is_visible | company_is_visible, live=True)
    return claims.filter(is_public | viewer.drafted(Claim))


# They have no drafts: what is written there is meant for readers.
everybody_sees(Author, Topic, Source)
follows(Adoption, "page", "framework")
follows(ComparisonFramework, "page", "framework")
follows(ComparisonCell, "row", "framework")
follows(ArticleAuthor, "page")
follows(ArticleCorrection, "page")
follows(ArticleSource, "page")
follows(ArticleTag, "content_object")
follows(AuthorLink, "author")
follows(AuthorText, "author")
follows(ClaimSource, "claim")
follows(ClaimText, "claim")
follows(ComparisonRow, "page")
follows(FrameworkText, "framework")
follows(RelatedPage, "page")
follows(SourceText, "source")
follows(TopicText, "topic")

# For the change log: what appears and goes with something else.
appears_with(Claim, "framework", "company")
appears_through(Tag, ArticleTag, "tag")
is_corrected_by(ArticleCorrection, "page", "corrected_at")
is_not_shown(Source, "link_checked_at")
