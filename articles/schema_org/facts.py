"""What articles are described with, loaded for many of them at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from taggit.models import Tag

from content_api.touched import depends_on, touch_objects
from content_api.viewer import Viewer, default_locale
from content_api.visibility import visible

from ..models import ArticleAuthor, ArticleTag, Author, AuthorLink, Topic, TopicText

Byline = list[tuple[Author, list[str]]]


def bylines_of(articles: Collection[int], viewer: Viewer) -> dict[int, Byline]:
    """The authors of each article in order, each with the addresses of their links: two statements."""
    with depends_on():  # the articles, and their authors
        entries = list(
            visible(
                ArticleAuthor.objects.filter(page__in=articles, author__in=visible(Author.objects.all(), viewer)),
                viewer,
            )
            .select_related("author")
            .order_by("sort_order", "pk")
        )
        of_authors = AuthorLink.objects.filter(author__in={entry.author_id for entry in entries})
        all_links = list(visible(of_authors, viewer).order_by("sort_order", "pk"))
    touch_objects(Author, (entry.author_id for entry in entries))
    links: dict[int, list[str]] = defaultdict(list)
    for link in all_links:
        links[link.author_id].append(link.url)
    bylines: dict[int, Byline] = defaultdict(list)
    for entry in entries:
        bylines[entry.page_id].append((entry.author, links[entry.author_id]))
    return bylines


def topic_names_of(locales: dict[int, str], viewer: Viewer) -> dict[int, list[str]]:
    """The names of each article's topics in the article's locale, else in the default one: one statement.

    ``locales`` are the language codes of the articles by their primary keys.
    """
    texts = TopicText.objects.filter(
        topic__articles__in=locales, locale__language_code__in={*locales.values(), default_locale()}
    )
    names: dict[int, dict[str, str]] = defaultdict(dict)
    columns = ("topic", "topic__articles", "topic__slug", "locale__language_code", "name")
    with depends_on():  # the articles, and their topics
        rows = list(visible(texts, viewer).order_by("topic__slug").values_list(*columns))
    touch_objects(Topic, (topic for topic, *_ in rows))
    for _, article, slug, locale, name in rows:
        if locale == locales[article]:
            names[article][slug] = name
        elif locale == default_locale():
            names[article].setdefault(slug, name)
    return {article: list(by_slug.values()) for article, by_slug in names.items()}


def tags_of(articles: Collection[int], viewer: Viewer) -> dict[int, list[str]]:
    """The free keywords of each article by name: one statement."""
    tags: dict[int, list[str]] = defaultdict(list)
    carried = visible(ArticleTag.objects.filter(content_object__in=articles), viewer)
    with depends_on():  # the articles, and their tags
        rows = list(carried.order_by("tag__name").values_list("content_object", "tag", "tag__name"))
    touch_objects(Tag, (tag for _, tag, _ in rows))
    for article, _, name in rows:
        tags[article].append(name)
    return tags
