"""Pictures, tags, authors, topics, sources and frameworks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.text import slugify
from taggit.models import Tag
from wagtail.models import Collection, Locale

from articles.models import (
    Author,
    AuthorLink,
    AuthorText,
    Framework,
    FrameworkText,
    LinkStatus,
    Source,
    SourceText,
    Topic,
    TopicText,
)
from benchmarks.bulk.rows import insert, insert_new
from benchmarks.bulk.tree import uid
from benchmarks.invented import library
from media.models import Image, ImageLicence

from .keys import Keys

PUBLISHED = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)


def texts(model: type[Any], parent: str, rows: Iterable[dict[str, Any]]) -> None:
    """One row of texts for each object, in the default locale."""
    locale = Locale.get_default()
    insert_new(model, [model(locale=locale, **{f"{parent}_id": row.pop("key")}, **row) for row in rows])


def fill_snippets(keys: Keys) -> None:
    _images(keys)
    insert(
        Tag,
        [Tag(pk=key, name=name, slug=slugify(name)) for key, name in enumerate(library().tags, start=keys.tag)],
    )
    _authors(keys)
    _topics(keys)
    _sources(keys)
    _frameworks(keys)


def _images(keys: Keys) -> None:
    """Rows without files: no read opens one."""
    collection = Collection.get_first_root_node()
    rows = [
        Image(
            pk=keys.image + number,
            uid=uid("image", number),
            title=image.title,
            file=f"original_images/picture-{number}.jpg",
            width=image.width,
            height=image.height,
            created_at=PUBLISHED,
            collection=collection,
            file_size=250_000,
            file_hash=image.file_hash,
            description=image.alt_text,
            credit=image.credit,
            licence=ImageLicence.OWN,
            placeholder=image.placeholder,
            dominant_colour=image.dominant_colour,
        )
        for number, image in enumerate(library().images)
    ]
    insert(Image, rows)


def _authors(keys: Keys) -> None:
    people = list(enumerate(library().authors))
    insert(
        Author,
        [
            Author(
                pk=keys.author + number,
                uid=uid("author", number),
                name=author.name,
                slug=author.slug,
                photo_id=keys.image + author.photo,
            )
            for number, author in people
        ],
    )
    texts(AuthorText, "author", ({"key": keys.author + n, "role": one.role, "bio": one.bio} for n, one in people))
    insert_new(
        AuthorLink,
        [
            AuthorLink(author_id=keys.author + n, sort_order=0, label="Home page", url=f"https://{one.slug}.example/")
            for n, one in people
        ],
    )


def _topics(keys: Keys) -> None:
    subjects = list(enumerate(library().topics))
    insert(Topic, [Topic(pk=keys.topic + n, uid=uid("topic", n), slug=one.slug) for n, one in subjects])
    texts(
        TopicText,
        "topic",
        ({"key": keys.topic + n, "name": one.name, "description": one.description} for n, one in subjects),
    )


def _sources(keys: Keys) -> None:
    works = list(enumerate(library().sources))
    insert(
        Source,
        [
            Source(
                pk=keys.source + number,
                uid=uid("source", number),
                title=work.title,
                publisher=work.publisher,
                url=work.url,
                published=work.published,
                accessed=work.accessed,
                link_status=LinkStatus.ALIVE,
            )
            for number, work in works
        ],
    )
    texts(SourceText, "source", ({"key": keys.source + n, "description": work.publisher} for n, work in works))


def _frameworks(keys: Keys) -> None:
    known = list(enumerate(library().frameworks))
    insert(
        Framework,
        [
            Framework(
                pk=keys.framework + number,
                uid=uid("framework", number),
                name=one.name,
                slug=one.slug,
                language=one.language,
                category=one.category,
                logo_id=keys.image + number,
                live=True,
                first_published_at=PUBLISHED,
                last_published_at=PUBLISHED,
            )
            for number, one in known
        ],
    )
    texts(
        FrameworkText,
        "framework",
        ({"key": keys.framework + n, "tagline": one.tagline, "description": one.description} for n, one in known),
    )
