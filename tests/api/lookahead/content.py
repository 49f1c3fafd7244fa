"""Content in which everything that a row refers to is its own: no row can do with what another has brought."""

from __future__ import annotations

from typing import Any

from articles.models import (
    Adoption,
    AdoptionStatus,
    ArticleAuthor,
    ArticlePage,
    ClaimSource,
    CompanyPage,
    ComparisonFramework,
    ComparisonPage,
)
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    SourceFactory,
    TopicFactory,
    comparison_row,
)
from tests.factories.media import ImageFactory


def articles(count: int) -> list[ArticlePage]:
    """Articles with two authors, two topics, two tags and an image each."""
    return [_article(f"word{number}") for number in range(count)]


def companies(count: int) -> list[CompanyPage]:
    """Companies with a logo and two adoptions each, one of which has a claim."""
    return [_company() for _ in range(count)]


def comparison(rows: int) -> ComparisonPage:
    """Two frameworks, compared in a number of rows; each cell has a claim with two sources."""
    frameworks = FrameworkFactory.create_batch(2)
    return ComparisonPageFactory(
        comparison_frameworks=[ComparisonFramework(framework=framework) for framework in frameworks],
        rows=[_row(frameworks, number) for number in range(rows)],
    )


def _article(word: str) -> ArticlePage:
    page: ArticlePage = ArticlePageFactory(
        standfirst=f"Everywhere and {word}.",
        hero_image=ImageFactory(),
        article_authors=[
            ArticleAuthor(author=author, sort_order=n) for n, author in enumerate(AuthorFactory.create_batch(2))
        ],
        topics=TopicFactory.create_batch(2),
    )
    page.tags.add(word, f"{word}-too")
    page.save()
    return page


def _company() -> CompanyPage:
    frameworks = FrameworkFactory.create_batch(2)
    page: CompanyPage = CompanyPageFactory(
        logo=ImageFactory(),
        adoptions=[
            Adoption(
                framework=frameworks[0], status=AdoptionStatus.CURRENT, claim=ClaimFactory(framework=frameworks[0])
            ),
            Adoption(framework=frameworks[1], status=AdoptionStatus.PAST),
        ],
    )
    return page


def _row(frameworks: list[Any], number: int) -> Any:
    row = comparison_row(frameworks, criterion=f"Criterion {number}")
    for cell in row.cells.all():
        sources = [ClaimSource(source=source) for source in SourceFactory.create_batch(2)]
        cell.claim = ClaimFactory(framework=cell.framework, claim_sources=sources)
    return row
