"""What readers find the objects of this app by.

Only an object's own words, and those of objects that everybody may see: authors, topics and tags. The cells of a
comparison and a company's adoptions are left out, because they are hidden with their framework.
"""

from __future__ import annotations

from typing import Any

from wagtail.rich_text import get_text_for_indexing

from content_api.search.searchable import Words, searchable
from content_api.translated import text_in
from content_api.viewer import default_locale

from .blocks.text_content import plain_text
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


@searchable(ArticlePage, "ARTICLE", description="Articles.")
def article(page: ArticlePage, language: str) -> Words:
    authors = [entry.author.name for entry in page.article_authors.all()]
    topics = [_text(topic, "name", language) for topic in page.topics.all()]
    tags = [tag.name for tag in page.tags.all()]
    return Words(
        title=page.title,
        text=[page.standfirst, *page.takeaways(), plain_text(page.body)],
        keywords=[*authors, *topics, *tags],
    )


@searchable(CompanyPage, "COMPANY", description="Companies.")
def company(page: CompanyPage, language: str) -> Words:
    return Words(title=page.title, text=[page.summary, plain_text(page.body)], keywords=[page.legal_name])


@searchable(ComparisonPage, "COMPARISON", description="Comparisons of frameworks.")
def comparison(page: ComparisonPage, language: str) -> Words:
    criteria = [passage for row in page.rows.all() for passage in (row.criterion, row.explanation)]
    return Words(title=page.title, text=[page.summary, *criteria, plain_text(page.body)])


@searchable(ArticleIndexPage, "ARTICLE_INDEX", description="Pages above articles.")
@searchable(CompanyIndexPage, "COMPANY_INDEX", description="Pages above companies.")
@searchable(ComparisonIndexPage, "COMPARISON_INDEX", description="Pages above comparisons.")
def index_page(page: Any, language: str) -> Words:
    return Words(title=page.title, text=[get_text_for_indexing(page.intro)])


@searchable(Framework, "FRAMEWORK", description="Frameworks.")
def framework(row: Framework, language: str) -> Words:
    texts = [_text(row, "tagline", language), _text(row, "description", language)]
    return Words(title=row.name, text=texts, keywords=[row.language])


@searchable(Author, "AUTHOR", description="Authors.")
def author(row: Author, language: str) -> Words:
    return Words(title=row.name, text=[_text(row, "role", language), _text(row, "bio", language)])


@searchable(Topic, "TOPIC", description="Topics.")
def topic(row: Topic, language: str) -> Words:
    return Words(title=_text(row, "name", language), text=[_text(row, "description", language)], keywords=[row.slug])


@searchable(Claim, "CLAIM", description="Claims.", boost=0.7)
def claim(row: Claim, language: str) -> Words:
    """A claim is visible with its subject only, so the subject's name may be one of its keywords."""
    return Words(
        title=_text(row, "statement", language),
        text=[_text(row, "explanation", language)],
        keywords=[row.value, str(row.framework or row.company)],
    )


@searchable(Source, "SOURCE", description="Sources.", boost=0.5)
def source(row: Source, language: str) -> Words:
    return Words(title=row.title, text=[_text(row, "description", language)], keywords=[row.publisher])


def _text(row: Any, name: str, language: str) -> str:
    """A translated text as a reader in ``language`` is shown it; empty where there is none."""
    return getattr(text_in(row, language, default_locale()), name, "")
