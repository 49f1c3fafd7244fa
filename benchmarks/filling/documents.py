"""The search index of the API, where this version of the project has one.

It is composed from whole pages. These are still in memory, and are given what they are found by, so that none of it is
read from the database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

from taggit.models import Tag
from wagtail.blocks import StreamValue
from wagtail.models import Locale

from articles.models import ArticleAuthor, ArticlePage, ArticleTag, Author, Topic
from benchmarks.invented import Article

from .keys import Keys

Write = Callable[[type[ArticlePage], Sequence[ArticlePage]], None]


class Documents:
    """Writes the documents of articles; does nothing where there is no such index."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._write = _writer()
        self._locale = Locale.get_default()
        self._authors = Author.objects.in_bulk()
        self._topics = {topic.pk: topic for topic in Topic.objects.prefetch_related("texts__locale")}
        self._tags = Tag.objects.in_bulk()

    def add(self, articles: Sequence[Article], pages: Sequence[ArticlePage]) -> None:
        if self._write is None:
            return
        for article, page in zip(articles, pages, strict=True):
            self._complete(page, article)
        self._write(ArticlePage, pages)

    def _complete(self, page: Any, article: Article) -> None:
        keys = self._keys
        page.locale = self._locale
        for name in ("body", "key_takeaways"):
            block = page._meta.get_field(name).stream_block
            page.__dict__[name] = StreamValue(block, page.__dict__[name], is_lazy=True)
        # As modelcluster keeps children that are not stored yet.
        page._cluster_related_objects = {
            "article_authors": [ArticleAuthor(author=self._authors[keys.author + one]) for one in article.authors],
            "topics": [self._topics[keys.topic + one] for one in article.topics],
            "tagged_items": [ArticleTag(tag=self._tags[keys.tag + one]) for one in article.tags],
        }


def _writer() -> Write | None:
    try:
        write: Write = import_module("content_api.search.documents").write
    except ModuleNotFoundError as missing:
        if not (missing.name or "").startswith("content_api.search"):
            raise
        return None
    return write
