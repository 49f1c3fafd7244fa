"""Fills the site with the invented content, the renditions of its images included."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db import transaction
from django.utils.text import slugify
from taggit.models import Tag
from wagtail.images.models import Filter, Image, Rendition
from wagtail.models import Collection, Page, Site

from benchmarks import invented
from benchmarks.bulk.rows import first_free_key, insert, insert_new, reset_sequences
from benchmarks.bulk.search import IndexedRecord, IndexedText, SearchRows
from benchmarks.bulk.stored import set_stream, stored_body
from benchmarks.bulk.tree import Children
from benchmarks.invented import Article, Block, Reference, library

from .models import (
    Adoption,
    ArticlePage,
    ArticleTag,
    Author,
    Claim,
    ClaimSource,
    CompanyPage,
    Framework,
    Source,
    Topic,
)

PUBLISHED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
# What the measured queries ask for, as Grapple composes it from their arguments.
RENDITIONS = ("fill-320x180|format-webp", "fill-640x360|format-webp", "width-1200|format-webp")
AT_A_TIME = 500


class Keys:
    """The primary keys that the records get."""

    def __init__(self) -> None:
        for model in (Image, Author, Topic, Tag, Source, Framework, Claim):
            setattr(self, model._meta.model_name or "", first_free_key(model))
        self.companypage = first_free_key(Page) + len(SECTIONS)
        self.articlepage = self.companypage + len(library().companies)

    def __call__(self, reference: Reference) -> int:
        name = {"company": "companypage", "article": "articlepage"}.get(reference.kind, reference.kind)
        return self.first(name) + reference.number

    def first(self, name: str) -> int:
        key: int = getattr(self, name)
        return key


SECTIONS = ("articles", "companies")


def fill(total: int) -> None:
    with transaction.atomic():
        keys = Keys()
        home = Site.objects.get(is_default_site=True).root_page
        sections = {slug: home.add_child(instance=Page(title=slug.title(), slug=slug)) for slug in SECTIONS}
        _fill_images(keys)
        _fill_snippets(keys)
        _fill_companies(keys, sections["companies"])
        search = SearchRows()
        _fill_articles(keys, sections["articles"], total, search)
        search.add_stored(CompanyPage)
        search.finish()
        reset_sequences(apps.get_models(include_auto_created=True))


def _fill_images(keys: Keys) -> None:
    """Rows without files: no measured request opens one."""
    collection = Collection.get_first_root_node()
    images = [
        Image(
            pk=keys(Reference("image", number)),
            title=image.title,
            file=f"original_images/picture-{number}.jpg",
            width=image.width,
            height=image.height,
            created_at=PUBLISHED,
            collection=collection,
            file_size=250_000,
            file_hash=image.file_hash,
        )
        for number, image in enumerate(library().images)
    ]
    insert(Image, images)
    insert_new(Rendition, [_rendition(image, Filter(spec)) for image in images for spec in RENDITIONS])


def _rendition(image: Image, wanted: Filter) -> Rendition:
    width, height = wanted.get_transform(image).size
    return Rendition(
        image=image,
        filter_spec=wanted.spec,
        focal_point_key=wanted.get_cache_key(image),
        file=f"images/picture-{image.pk}.{slugify(wanted.spec)}.webp",
        width=width,
        height=height,
    )


def _fill_snippets(keys: Keys) -> None:
    known = library()
    _store(Author, known.authors, keys, lambda one: {"name": one.name, "slug": one.slug})
    _store(Topic, known.topics, keys, lambda one: {"name": one.name, "slug": one.slug})
    _store(Tag, known.tags, keys, lambda name: {"name": name, "slug": slugify(name)})
    _store(Source, known.sources, keys, lambda one: {"title": one.title, "publisher": one.publisher, "url": one.url})
    _store(Framework, known.frameworks, keys, lambda one: {"name": one.name, "slug": one.slug})
    _store(
        Claim,
        known.claims,
        keys,
        lambda one: {"statement": one.statement, "explanation": one.explanation, "status": one.status},
    )
    insert_new(
        ClaimSource,
        [
            ClaimSource(
                claim_id=keys.first("claim") + number,
                source_id=keys.first("source") + source,
                quote=quote,
                sort_order=position,
            )
            for number, claim in enumerate(known.claims)
            for position, (source, quote) in enumerate(claim.sources)
        ],
    )


def _store(model: type[Any], records: Sequence[Any], keys: Keys, fields: Callable[[Any], dict[str, Any]]) -> None:
    first = keys.first(model._meta.model_name)
    insert(model, [model(pk=key, **fields(record)) for key, record in enumerate(records, start=first)])


def _fill_companies(keys: Keys, parent: Page) -> None:
    below = Children(CompanyPage, parent, keys.companypage)
    companies = list(enumerate(library().companies))
    below.store(
        [
            below.page(
                number,
                title=company.name,
                slug=company.slug,
                published=PUBLISHED,
                sector=company.sector,
                country=company.country,
                summary=company.summary,
                logo_id=keys(Reference("image", company.logo)),
            )
            for number, company in companies
        ]
    )
    insert_new(
        Adoption,
        [
            Adoption(
                page_id=below.key(number),
                framework_id=keys.first("framework") + adoption.framework,
                status=adoption.status,
                since=adoption.since,
                until=adoption.until,
                used_for=adoption.used_for,
                sort_order=position,
            )
            for number, company in companies
            for position, adoption in enumerate(company.adoptions)
        ],
    )


def _fill_articles(keys: Keys, parent: Page, total: int, search: SearchRows) -> None:
    below = Children(ArticlePage, parent, keys.articlepage)
    for start in range(0, total, AT_A_TIME):
        batch = [invented.article(number, total) for number in range(start, min(start + AT_A_TIME, total))]
        below.store([_page(article, below, keys) for article in batch])
        _relate(batch, below, keys)
        search.add(ArticlePage, [_indexed(article, below) for article in batch])


def _page(article: Article, below: Children, keys: Keys) -> ArticlePage:
    page: ArticlePage = below.page(
        article.number,
        title=article.title,
        slug=article.slug,
        published=article.published,
        kind=article.kind,
        standfirst=article.standfirst,
        hero_image_id=keys(Reference("image", article.hero_image)),
    )
    set_stream(page, "body", stored_body([_as_chosen_here(block) for block in article.blocks], keys, article.slug))
    return page


def _as_chosen_here(block: Block) -> Block:
    """The block with the names of ``blocks.py``; a picture and its alternative text are two values there."""
    changed: dict[str, Any] = {}
    if block.type == "image":
        figure = block.value["image"]
        changed = {"image": figure.image, "alt_text": figure.alt_text}
    elif block.type == "key_facts":
        changed = {"facts": [{"term": one["label"], "value": one["value"]} for one in block.value["facts"]]}
    return Block(block.type, block.value | changed, block.words)


def _relate(batch: Iterable[Article], below: Children, keys: Keys) -> None:
    for field, names in (("authors", "author"), ("topics", "topic")):
        through: Any = getattr(ArticlePage, field).through
        insert_new(
            through,
            [
                through(articlepage_id=below.key(article.number), **{f"{names}_id": keys.first(names) + number})
                for article in batch
                for number in getattr(article, field)
            ],
        )
    insert_new(
        ArticleTag,
        [
            ArticleTag(content_object_id=below.key(article.number), tag_id=keys.first("tag") + tag)
            for article in batch
            for tag in article.tags
        ],
    )


def _indexed(article: Article, below: Children) -> IndexedRecord:
    """The words under the names of ``ArticlePage.search_fields``."""
    body = ", ".join(text for block in article.blocks for text in block.words)
    texts = [IndexedText("standfirst", article.standfirst), IndexedText("body", body)]
    return IndexedRecord(below.key(article.number), article.title, texts)
