"""What lists of the articles app can be narrowed by."""

from __future__ import annotations

import graphene

from content_api.declare import enum_of
from content_api.fields.connections import (
    DateTimeRange,
    Filter,
    among,
    between,
    linked,
    with_words,
)

from .models import (
    ArticleAuthor,
    ArticleKind,
    ArticlePage,
    Author,
    Topic,
)


class PageFilter(Filter):
    """What all lists of pages of one type can be narrowed by."""

    published = between("first_published_at", DateTimeRange, "Published first in this time.")
    updated = between("last_published_at", DateTimeRange, "Published last in this time.")
    locale = among("locale__language_code", graphene.String, "In any of these languages, by code.")


class ArticleFilter(PageFilter):
    """Which articles a list holds."""

    kind = among("kind", enum_of(ArticleKind), "Of any of these kinds.")
    topic = linked(
        "Under any of these topics, by slug.",
        Topic,
        lambda topics: ArticlePage.topics.through.objects.filter(topic__in=topics).values("articlepage"),
    )
    author = linked(
        "By any of these authors, by slug.",
        Author,
        lambda authors: ArticleAuthor.objects.filter(author__in=authors).values("page"),
    )
    text = with_words(ArticlePage, "With all of these words, as the search index has them.")
