"""The articles, a few hundred at a time: memory stays the same however many there are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from wagtail.models import Page

from articles.models import (
    ArticleAuthor,
    ArticleCorrection,
    ArticlePage,
    ArticleSource,
    ArticleTag,
    RelatedPage,
)
from articles.reading_time import minutes_to_read
from benchmarks import invented
from benchmarks.bulk.rows import first_free_key, insert
from benchmarks.bulk.search import IndexedRecord, IndexedText, SearchRows
from benchmarks.bulk.stored import set_stream, stored_body
from benchmarks.bulk.tree import Children, uid
from benchmarks.invented import Article, library

from .documents import Documents
from .keys import Keys

AT_A_TIME = 500
EVERY_NTH_IS_CORRECTED = 10

Topics: Any = ArticlePage.topics.through


def fill_articles(keys: Keys, parent: Page, total: int, search: SearchRows) -> None:
    below = Children(ArticlePage, parent, keys.article)
    documents = Documents(keys)
    next_keys = {model: first_free_key(model) for model in PARTS}
    for start in range(0, total, AT_A_TIME):
        batch = [invented.article(number, total) for number in range(start, min(start + AT_A_TIME, total))]
        pages = [_page(article, below, keys) for article in batch]
        below.store(pages)
        for model, parts in PARTS.items():
            rows = list(parts(batch, keys))
            for key, row in enumerate(rows, start=next_keys[model]):
                row.pk = key
            next_keys[model] += len(rows)
            insert(model, rows)
        search.add(ArticlePage, [_indexed(article, keys) for article in batch])
        documents.add(batch, pages)


def _page(article: Article, below: Children, keys: Keys) -> ArticlePage:
    words = _count_words(article)
    page: ArticlePage = below.page(
        article.number,
        title=article.title,
        slug=article.slug,
        published=article.published,
        uid=uid("article", article.number),
        kind=article.kind,
        standfirst=article.standfirst,
        search_description=article.standfirst,
        hero_image_id=keys.image + article.hero_image,
        hero_image_alt=article.hero_image_alt,
        word_count=words,
        reading_time_minutes=minutes_to_read(words, 0),
    )
    set_stream(page, "body", stored_body(article.blocks, keys, seed=article.slug))
    set_stream(
        page,
        "key_takeaways",
        [
            {"type": "takeaway", "value": text, "id": str(uid(f"takeaway of {article.slug}", position))}
            for position, text in enumerate(article.takeaways)
        ],
    )
    return page


def _count_words(article: Article) -> int:
    texts = [article.standfirst, *article.takeaways, *(text for block in article.blocks for text in block.words)]
    return sum(len(text.split()) for text in texts)


def _indexed(article: Article, keys: Keys) -> IndexedRecord:
    """The words under the names and weights of ``ArticlePage.search_fields``."""
    known = library()
    names = [known.authors[number].name for number in article.authors]
    names += [known.topics[number].name for number in article.topics]
    names += [known.tags[number] for number in article.tags]
    texts = [
        IndexedText("standfirst", article.standfirst, boost=1.5),
        IndexedText("key_takeaways", ", ".join(article.takeaways)),
        IndexedText("body", ", ".join(text for block in article.blocks for text in block.words)),
        *(IndexedText("name", name) for name in names),
    ]
    return IndexedRecord(keys.article + article.number, article.title, texts)


def _authors(batch: Iterable[Article], keys: Keys) -> Iterator[ArticleAuthor]:
    for article in batch:
        for position, author in enumerate(article.authors):
            yield ArticleAuthor(
                page_id=keys.article + article.number, author_id=keys.author + author, sort_order=position
            )


def _topics(batch: Iterable[Article], keys: Keys) -> Iterator[Any]:
    for article in batch:
        for topic in article.topics:
            yield Topics(articlepage_id=keys.article + article.number, topic_id=keys.topic + topic)


def _tags(batch: Iterable[Article], keys: Keys) -> Iterator[ArticleTag]:
    for article in batch:
        for tag in article.tags:
            yield ArticleTag(content_object_id=keys.article + article.number, tag_id=keys.tag + tag)


def _sources(batch: Iterable[Article], keys: Keys) -> Iterator[ArticleSource]:
    for article in batch:
        for position, (source, note) in enumerate(article.sources):
            yield ArticleSource(
                page_id=keys.article + article.number,
                source_id=keys.source + source,
                note=note,
                sort_order=position,
            )


def _related(batch: Iterable[Article], keys: Keys) -> Iterator[RelatedPage]:
    for article in batch:
        for position, number in enumerate(article.related):
            yield RelatedPage(
                page_id=keys.article + article.number,
                related_page_id=keys.article + number,
                sort_order=position,
            )


def _corrections(batch: Iterable[Article], keys: Keys) -> Iterator[ArticleCorrection]:
    for article in batch:
        if article.number % EVERY_NTH_IS_CORRECTED == 0:
            yield ArticleCorrection(
                page_id=keys.article + article.number,
                corrected_at=article.published,
                what=article.takeaways[0],
                why=article.takeaways[1],
                sort_order=0,
            )


PARTS: dict[Any, Any] = {
    ArticleAuthor: _authors,
    Topics: _topics,
    ArticleTag: _tags,
    ArticleSource: _sources,
    RelatedPage: _related,
    ArticleCorrection: _corrections,
}
