"""What an export and an import ask of the database grows with batches and writes, not with rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.models import ArticleAuthor, ArticlePage
from tests.changes import number_changes
from tests.factories.articles import ArticlePageFactory, AuthorFactory, ClaimFactory, TopicFactory
from tests.factories.media import ImageFactory

from .moving import export, take_in

pytestmark = pytest.mark.django_db


def add_articles(count: int) -> None:
    """Articles, each with an author, a topic, an image and a claim of its own."""
    for _ in range(count):
        page: ArticlePage = ArticlePageFactory(hero_image=ImageFactory())
        page.article_authors = [ArticleAuthor(author=AuthorFactory())]
        page.topics = [TopicFactory()]
        page.tags.set([page.title])
        page.body = [("claim", {"claim": ClaimFactory(), "note": ""})]
        page.save()
    number_changes()


def test_statements_do_not_grow_with_rows(tmp_path: Path) -> None:
    counts = []
    for added in (1, 15):  # fewer than a batch of texts
        add_articles(added)
        export(tmp_path / f"warm-{added}")
        take_in(tmp_path / f"warm-{added}")  # what Wagtail and Django keep is kept from here on
        with CaptureQueriesContext(connection) as exporting:
            export(tmp_path / f"content-{added}")
        with CaptureQueriesContext(connection) as importing:
            said = take_in(tmp_path / f"content-{added}")
        assert "0 created, 0 updated" in said
        counts.append((len(exporting), len(importing)))

    assert counts[0] == counts[1]
