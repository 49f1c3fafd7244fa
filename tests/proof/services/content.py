"""Fills the database and the storage: articles whose titles say how often they were published, and pictures.

Prints what the run has to know.
"""

from __future__ import annotations

import json
import sys
from typing import Any
from urllib.parse import urlsplit

import django

ARTICLES = 20
PICTURES = 4


def fill(receiver: str) -> dict[str, Any]:
    """Articles, renditions that exist already, and a webhook endpoint at ``receiver``."""
    from articles.models import ArticleAuthor
    from content_api.changes.log import current_version
    from content_api.webhooks.models import WebhookEndpoint
    from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory, AuthorFactory, TopicFactory
    from tests.factories.media import ImageFactory

    images = ImageFactory.create_batch(PICTURES)
    index, authors, topics = ArticleIndexPageFactory(slug="articles"), AuthorFactory.create_batch(3), TopicFactory()
    for number in range(ARTICLES):
        ArticlePageFactory(
            title="Publish 0",
            slug=f"article-{number}",
            parent=index,
            topics=[topics],
            hero_image=images[number % PICTURES],
            article_authors=[ArticleAuthor(author=authors[number % 3])],
        )
    WebhookEndpoint.objects.create(name="Receiver", url=receiver)
    pictures = [_rendition(image) for image in images]
    return {"version": current_version(), "articles": ARTICLES, "pictures": pictures}


def _rendition(image: Any) -> str:
    """Make a rendition: the path that it is served at."""
    from media.addresses import rendition_address
    from media.making import rendition_of
    from media.presets import ImageFormat, ImagePreset, filter_for

    rendition_of(image, filter_for(ImagePreset.CARD, ImageFormat.JPEG))
    return urlsplit(rendition_address(image, ImagePreset.CARD, ImageFormat.JPEG)).path


def fill_new() -> None:
    """Make the bucket, and fill both."""
    from django.core.management import call_command

    call_command("create_bucket", stdout=sys.stderr)
    print(json.dumps(fill(sys.argv[1])))


if __name__ == "__main__":
    django.setup()
    fill_new()
