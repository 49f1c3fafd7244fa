"""Fills the database: articles whose titles say how often they were published. Prints what the run has to know."""

from __future__ import annotations

import json
import sys
from importlib.util import find_spec
from typing import Any

import django

ARTICLES = 20


def fill(receiver: str) -> dict[str, Any]:
    """Articles, and a webhook endpoint at ``receiver`` where there are webhooks."""
    from articles.models import ArticleAuthor
    from content_api.changes.log import current_version
    from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory, AuthorFactory, TopicFactory

    index, authors, topics = ArticleIndexPageFactory(slug="articles"), AuthorFactory.create_batch(3), TopicFactory()
    for number in range(ARTICLES):
        ArticlePageFactory(
            title="Publish 0",
            slug=f"article-{number}",
            parent=index,
            topics=[topics],
            article_authors=[ArticleAuthor(author=authors[number % 3])],
        )
    if has_webhooks():
        from content_api.webhooks.models import WebhookEndpoint

        WebhookEndpoint.objects.create(name="Receiver", url=receiver)
    return {"version": current_version(), "articles": ARTICLES, "webhooks": has_webhooks()}


def has_webhooks() -> bool:
    return find_spec("content_api.webhooks") is not None


if __name__ == "__main__":
    django.setup()
    print(json.dumps(fill(sys.argv[1])))
