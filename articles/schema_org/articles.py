"""Articles as schema.org's ``Article`` and its kin."""

from __future__ import annotations

from collections.abc import Sequence

from content_api.seo.parts import ARTICLE, ImagePurpose, ImageReference, Json, PageParts, Subject, describes
from content_api.viewer import Viewer

from ..models import ArticleKind, ArticlePage, Author, AuthorKind
from .blocks import objects_of_body
from .facts import Byline, bylines_of, tags_of, topic_names_of

TYPES: dict[str, str] = {
    ArticleKind.GUIDE: "TechArticle",
    ArticleKind.NEWS: "NewsArticle",
    ArticleKind.EXPLAINER: "Article",
    ArticleKind.HOW_TO: "TechArticle",
    ArticleKind.OPINION: "OpinionNewsArticle",
}


@describes(ArticlePage)
def describe_articles(subjects: Sequence[Subject], viewer: Viewer) -> dict[int, PageParts]:
    """Four statements: bylines, their links, topics, tags."""
    locales = {subject.page.pk: subject.locale for subject in subjects}
    articles = [subject.page for subject in subjects]
    bylines = bylines_of(articles, viewer)
    topics = topic_names_of(articles, locales, viewer)
    tags = tags_of(articles, viewer)
    return {
        key: _parts(subject, bylines.get(key, []), topics.get(key, []), tags.get(key, []))
        for key, subject in ((subject.page.pk, subject) for subject in subjects)
    }


def _parts(subject: Subject, byline: Byline, topics: list[str], tags: list[str]) -> PageParts:
    page: ArticlePage = subject.page
    image = _image(page)
    article = {
        "@type": TYPES.get(page.kind, "Article"),
        "@id": subject.node("article"),
        "mainEntityOfPage": {"@id": subject.canonical.own},
        "headline": page.title,
        "description": page.search_description or page.standfirst,
        "image": [image],
        "datePublished": subject.published,
        "dateModified": subject.modified,
        "author": [_author(author, links) for author, links in byline] or subject.publisher,
        "publisher": subject.publisher,
        "articleSection": topics,
        "keywords": tags,
        "wordCount": page.word_count,
        "timeRequired": f"PT{page.reading_time_minutes}M",
        "inLanguage": subject.language,
    }
    return PageParts(
        description=page.standfirst,
        image=image,
        open_graph_type=ARTICLE,
        authors=[author.name for author, _ in byline],
        section=topics[0] if topics else "",
        tags=tags,
        main=subject.node("article"),
        objects=[article, *objects_of_body(subject, page.body)],
    )


def _image(page: ArticlePage) -> ImageReference | None:
    if not page.hero_image_id:
        return None
    alt = "" if page.hero_image_decorative else page.hero_image_alt or None
    return ImageReference(page.hero_image_id, ImagePurpose.SHARE, alt)


def _author(author: Author, links: list[str]) -> Json:
    """The first link is taken for the page that tells the author from others of the same name."""
    return {
        "@type": "Organization" if author.kind == AuthorKind.TEAM else "Person",
        "name": author.name,
        "url": links[0] if links else None,
        "sameAs": links[1:],
    }
