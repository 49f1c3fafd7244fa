"""Which articles a feed holds, and what the API is asked about them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from articles.models import ArticleKind
from articles.rendering.fields import BLOCKS
from content_api.http.inside import OwnDocument, Reader, own_document

from .listing import kind_in

DOCUMENTS = Path(__file__).parents[1] / "documents"
ARTICLE = DOCUMENTS / "feed_article.graphql"
ARTICLES = own_document(DOCUMENTS / "feed.graphql", ARTICLE, BLOCKS)
ENTRIES = 50  # of one feed


@dataclass(frozen=True)
class Channel:
    """A kind of feed: ``condition`` is the one of ``ArticleFilter`` that its slug fills, "" for all articles."""

    name: str
    condition: str = ""
    subject: OwnDocument | None = None  # asks for the name of what the slug stands for
    shown_as: str = ""  # field of an article that tells the names as well


def _subject(field: str) -> OwnDocument:
    arguments = "$slug: String!, $locale: String, $site: String"
    return OwnDocument(
        field,
        f"query({arguments}) {{ subject: {field}(slug: $slug, locale: $locale, site: $site) {{ name }} }}",
    )


CHANNELS = {
    channel.name: channel
    for channel in (
        Channel("articles"),
        Channel("topics", "topic", _subject("topic"), "topics"),
        Channel("authors", "author", _subject("author"), "authors"),
        Channel("frameworks", "framework", _subject("framework")),
        Channel("kinds", "kind"),
    )
}


def title_of(channel: Channel, slug: str, articles: list[dict[str, Any]], locale: str, reader: Reader) -> str | None:
    """What the ``articles`` have in common: "" for all, ``None`` where nothing visible is called so."""
    if channel.name == "kinds":
        return kind_in(locale, ArticleKind(slug))
    if channel.subject is None:
        return ""
    for one in articles[0][channel.shown_as] if articles and channel.shown_as else ():
        if one["slug"] == slug:
            return str(one["name"] or slug)
    subject = reader.ask(channel.subject, {"slug": slug, "locale": locale})["subject"]
    return (subject["name"] or slug) if subject else None


def filter_of(channel: Channel, slug: str, locale: str) -> dict[str, Any]:
    """The filter that the API is asked with. Raises ``ValueError`` for a kind that there is not."""
    wanted: dict[str, Any] = {"locale": [locale]}
    if channel.name == "kinds":
        return wanted | {"kind": [ArticleKind(slug).name]}
    return wanted | {channel.condition: [slug]} if channel.condition else wanted
