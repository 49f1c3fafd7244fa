"""A small site: one object of most kinds, published as editors do it."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from articles.models import Adoption, ArticleAuthor, ArticlePage, ArticleSource, CompanyPage
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    SourceFactory,
    TopicFactory,
)
from tests.factories.media import DocumentFactory, ImageFactory, make_collection

FIRST = datetime(2026, 3, 1, 9, tzinfo=UTC)


def publish(page: Any, at: datetime | None = None) -> Any:
    """Publish ``page`` as it is in memory, dated back to ``at``."""
    page.save_revision().publish()
    model = type(page)
    if at is not None:
        dates = {"last_published_at": at, "latest_revision_created_at": at}
        model.objects.filter(pk=page.pk).update(first_published_at=at, **dates)
    return model.objects.get(pk=page.pk)


def small_site() -> ArticlePage:
    """The article, which refers to everything else."""
    claim = ClaimFactory(statement="Django was named after Django Reinhardt.")
    company: CompanyPage = CompanyPageFactory(title="Quintette", slug="quintette")
    company.adoptions = [Adoption(framework=claim.framework, status="current", since=2006, claim=claim, sort_order=0)]
    company = publish(company, FIRST)
    image = ImageFactory(title="A guitar", collection=make_collection(), focal_point_x=10, focal_point_y=20)
    image.focal_point_width = image.focal_point_height = 30
    image.save()
    image.tags.set(["strings"])
    document = DocumentFactory(title="Score")
    article: ArticlePage = ArticlePageFactory(
        title="Swing", slug="swing", standfirst="How it began.", hero_image=image, hero_image_alt="A guitar"
    )
    article.tags.set(["jazz", "music"])
    article.topics = [TopicFactory(slug="history")]
    article.article_authors = [ArticleAuthor(author=AuthorFactory(name="Stéphane", slug="stephane"), sort_order=0)]
    article.article_sources = [ArticleSource(source=SourceFactory(title="A biography"), note="p. 12", sort_order=0)]
    text = (
        f'<p><a linktype="page" id="{company.pk}">them</a> <a linktype="document" id="{document.pk}">score</a> '
        '<a href="https://elsewhere.example/?a=1&amp;b=2">there</a></p>'
    )
    article.body = json.dumps(
        [
            {"type": "paragraph", "value": {"body": text}, "id": "5c0de7a6-6a4a-4b3e-9f2c-000000000001"},
            {
                "type": "claim",
                "value": {"claim": claim.pk, "note": ""},
                "id": "5c0de7a6-6a4a-4b3e-9f2c-000000000002",
            },
        ]
    )
    return publish(article, FIRST)
