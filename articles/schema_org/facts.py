"""What articles are described with, loaded for many of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from taggit.models import Tag

from content_api.lookahead.drafted import drafted_keys
from content_api.touched import depends_on, touch_objects
from content_api.viewer import Viewer, default_locale
from content_api.visibility import visible

from ..models import ArticleAuthor, ArticleTag, Author, AuthorLink, Topic, TopicText

Byline = list[tuple[Author, list[str]]]


def bylines_of(articles: Iterable[Any], viewer: Viewer) -> dict[int, Byline]:
    """The authors of each article in order, with the addresses of their links: two statements, three for drafts."""
    drafts, stored = _told_apart(articles, "article_authors", "author_id")
    with depends_on():  # the articles, and their authors
        shown = visible(Author.objects.all(), viewer)
        entries = (
            visible(ArticleAuthor.objects.filter(page__in=stored, author__in=shown), viewer)
            .select_related("author")
            .order_by("sort_order", "pk")
        )
        authors = [(entry.page_id, entry.author) for entry in entries]
        if drafts:
            chosen = shown.in_bulk({key for keys in drafts.values() for key in keys})
            authors += [(page, chosen[key]) for page, keys in drafts.items() for key in keys if key in chosen]
        of_authors = AuthorLink.objects.filter(author__in={author.pk for _, author in authors})
        all_links = list(visible(of_authors, viewer).order_by("sort_order", "pk"))
    touch_objects(Author, (author.pk for _, author in authors))
    links: dict[int, list[str]] = defaultdict(list)
    for link in all_links:
        links[link.author_id].append(link.url)
    bylines: dict[int, Byline] = defaultdict(list)
    for page, author in authors:
        bylines[page].append((author, links[author.pk]))
    return bylines


def topic_names_of(articles: Iterable[Any], locales: dict[int, str], viewer: Viewer) -> dict[int, list[str]]:
    """The names of each article's topics in the article's locale, else in the default one: one statement for stored
    articles, one for drafts.

    ``locales`` are the language codes of the articles by their primary keys.
    """
    drafts, stored = _told_apart(articles, "topics", "pk")
    texts = visible(TopicText.objects.filter(locale__language_code__in={*locales.values(), default_locale()}), viewer)
    names: dict[int, dict[str, str]] = defaultdict(dict)
    columns = ("topic__slug", "locale__language_code", "name")
    with depends_on():  # the articles, and their topics
        of_stored = texts.filter(topic__articles__in=stored).order_by("topic__slug")
        rows = list(of_stored.values_list("topic", "topic__articles", *columns))
        if drafts:
            of_drafts = texts.filter(topic__in={key for keys in drafts.values() for key in keys})
            found = list(of_drafts.order_by("topic__slug").values_list("topic", *columns))
            rows += [(row[0], page, *row[1:]) for page, keys in drafts.items() for row in found if row[0] in keys]
    touch_objects(Topic, (topic for topic, *_ in rows))
    for _, article, slug, locale, name in rows:
        if locale == locales[article]:
            names[article][slug] = name
        elif locale == default_locale():
            names[article].setdefault(slug, name)
    return {article: list(by_slug.values()) for article, by_slug in names.items()}


def tags_of(articles: Iterable[Any], viewer: Viewer) -> dict[int, list[str]]:
    """The free keywords of each article by name: one statement for stored articles, one for drafts."""
    drafts, stored = _told_apart(articles, "tagged_items", "tag_id")
    tags: dict[int, list[str]] = defaultdict(list)
    carried = visible(ArticleTag.objects.filter(content_object__in=stored), viewer)
    with depends_on():  # the articles, and their tags
        rows = list(carried.order_by("tag__name").values_list("content_object", "tag", "tag__name"))
        if drafts:
            wanted = Tag.objects.filter(pk__in={key for keys in drafts.values() for key in keys})
            found = list(visible(wanted, viewer).order_by("name").values_list("pk", "name"))
            rows += [(page, *row) for page, keys in drafts.items() for row in found if row[0] in keys]
    touch_objects(Tag, (tag for _, tag, _ in rows))
    for article, _, name in rows:
        tags[article].append(name)
    return tags


def _told_apart(articles: Iterable[Any], relation: str, target: str) -> tuple[dict[int, list[int]], list[int]]:
    """What drafts among ``articles`` hold at ``relation``, by their primary keys, and the keys of all others."""
    held = {article.pk: drafted_keys(article, relation, target) for article in articles}
    drafts = {key: keys for key, keys in held.items() if keys is not None}
    return drafts, [key for key in held if key not in drafts]
