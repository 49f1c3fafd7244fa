"""The content: pages, and the snippets they rest on."""

from __future__ import annotations

from .adoption import Adoption, AdoptionStatus
from .article import ArticleKind, ArticlePage
from .article_parts import ArticleAuthor, ArticleCorrection, ArticleSource, ArticleTag, RelatedPage
from .author import Author, AuthorKind, AuthorLink, AuthorText
from .base import BasePage
from .claim import Claim, ClaimStatus
from .claim_count import ClaimCount
from .claim_parts import ClaimSource, ClaimText
from .company import CompanyPage, Sector
from .comparison import ComparisonPage
from .comparison_parts import ComparisonCell, ComparisonFramework, ComparisonRow
from .framework import Framework, FrameworkCategory, FrameworkText
from .identity import Identified
from .index import ArticleIndexPage, CompanyIndexPage, ComparisonIndexPage
from .link import ExternalLink, Finding, LinkHost, LinkUse
from .markdown_import import MarkdownBatch, MarkdownFile, MarkdownOrigin
from .page_review import PageReview
from .schedule_failure import ScheduledAction, ScheduleFailure
from .source import LinkStatus, Source, SourceText
from .topic import Topic, TopicText

__all__ = [
    "Adoption",
    "AdoptionStatus",
    "ArticleAuthor",
    "ArticleCorrection",
    "ArticleIndexPage",
    "ArticleKind",
    "ArticlePage",
    "ArticleSource",
    "ArticleTag",
    "Author",
    "AuthorKind",
    "AuthorLink",
    "AuthorText",
    "BasePage",
    "Claim",
    "ClaimCount",
    "ClaimSource",
    "ClaimStatus",
    "ClaimText",
    "CompanyIndexPage",
    "CompanyPage",
    "ComparisonCell",
    "ComparisonFramework",
    "ComparisonIndexPage",
    "ComparisonPage",
    "ComparisonRow",
    "ExternalLink",
    "Finding",
    "Framework",
    "FrameworkCategory",
    "FrameworkText",
    "Identified",
    "LinkHost",
    "LinkStatus",
    "LinkUse",
    "MarkdownBatch",
    "MarkdownFile",
    "MarkdownOrigin",
    "PageReview",
    "RelatedPage",
    "ScheduleFailure",
    "ScheduledAction",
    "Sector",
    "Source",
    "SourceText",
    "Topic",
    "TopicText",
]
