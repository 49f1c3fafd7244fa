"""Content in which everything that a row refers to is its own: no row can do with what another has brought.

Each function writes in one transaction, so that the change log is written once and not with each row.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from wagtail.rich_text import RichText

from articles.models import (
    Adoption,
    AdoptionStatus,
    ArticleAuthor,
    ArticleCorrection,
    ArticlePage,
    ArticleSource,
    ClaimSource,
    CompanyPage,
    ComparisonFramework,
    ComparisonPage,
    RelatedPage,
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
from tests.factories.home import StandardPageFactory
from tests.factories.media import DocumentFactory, ImageFactory


@transaction.atomic
def articles(count: int, first: int = 0) -> list[ArticlePage]:
    """Articles with two authors, two topics, two tags and an image each, numbered from ``first`` on."""
    return [_article(f"word{number}") for number in range(first, first + count)]


@transaction.atomic
def article_with_everything(count: int) -> ArticlePage:
    """An article with a number of each thing that it can have or show, no two of which share an object."""
    page = _article("whole")
    page.article_authors = [
        ArticleAuthor(author=AuthorFactory(photo=ImageFactory()), sort_order=place) for place in range(count)
    ]
    page.topics = TopicFactory.create_batch(count)
    page.tags.add(*(f"tag-{number}" for number in range(count)))
    page.article_sources = [ArticleSource(source=source) for source in SourceFactory.create_batch(count)]
    page.related_pages = [RelatedPage(related_page=other) for other in ArticlePageFactory.create_batch(count)]
    page.corrections = [ArticleCorrection(what="A year.") for _ in range(count)]
    page.share_image = ImageFactory()
    for number in range(count):
        page.body.extend(_blocks(number))
    page.save()
    return page


def _blocks(number: int) -> list[tuple[str, Any]]:
    link = f'<a linktype="page" id="{StandardPageFactory().pk}">there</a>'
    image = ImageFactory()
    image.contextual_alt_text, image.decorative = "A picture", False
    return [
        ("paragraph", {"body": RichText(f"<p>Look {link}.</p>")}),
        ("image", {"image": image, "caption": "", "credit": ""}),
        ("document", {"document": DocumentFactory(), "title": "", "text": ""}),
        ("claim", {"claim": ClaimFactory(), "note": ""}),
        ("company_list", {"heading": "", "companies": [_company()]}),
        ("comparison", {"comparison": comparison(1), "heading": ""}),
        ("article_card", {"article": _article(f"card-{number}"), "teaser": ""}),
        ("call_to_action", {"heading": "", "text": "", "label": "On", "page": StandardPageFactory(), "url": ""}),
    ]


@transaction.atomic
def companies(count: int) -> list[CompanyPage]:
    """Companies with a logo and two adoptions each, one of which has a claim."""
    return [_company() for _ in range(count)]


@transaction.atomic
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
