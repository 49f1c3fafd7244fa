"""From the API's answer about articles to the entries of a feed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from typing import Any

from django.utils import translation

from articles.rendering.articles import corrections, parts_of_article
from articles.rendering.html import html_of
from articles.rendering.text import text_of

from .entries import Correction, Enclosure, Entry

Json = dict[str, Any]

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # of a page that was never published by Wagtail


def entry_of(article: Json, sizes: Mapping[int, int], html: str, *, licences: Collection[str] | None = None) -> Entry:
    """The entry of ``article``.

    ``sizes`` are the bytes of images, by their keys. ``html`` is the text to be given away, empty where that
    is the summary alone. ``licences`` are those of the images that may be given away, ``None`` for all.
    """
    known = [article[name] for name in ("modifiedAt", "lastPublishedAt", "firstPublishedAt") if article[name]]
    updated = moment(known[0]) if known else LONG_AGO
    published = moment(article["firstPublishedAt"]) if article["firstPublishedAt"] else updated
    return Entry(
        uid=article["uid"],
        title=article["title"],
        url=article["fullUrl"] or "",
        canonical_url=article["canonicalUrl"] or "",
        published=published,
        updated=max(published, updated),
        summary=_summary(article, html),
        html=html,
        authors=[author["name"] for author in article["authors"]],
        categories=[
            *(topic["name"] or topic["slug"] for topic in article["topics"]),
            *(tag["name"] for tag in article["tags"]),
        ],
        corrections=[
            Correction(moment(one["correctedAt"]), one["what"], one["why"] or "") for one in article["corrections"]
        ],
        enclosure=_enclosure(article, sizes, licences),
    )


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def whole_text(article: Json) -> str:
    """The text of ``article`` as HTML, which begins with its corrections."""
    with translation.override(article["locale"]):
        return html_of(parts_of_article(article))


def _summary(article: Json, html: str) -> str:
    """Where there is no text that begins with them, corrections are told here."""
    summary = article["standfirst"] or article["searchDescription"] or ""
    if html:
        return summary
    with translation.override(article["locale"]):
        return "\n\n".join(filter(None, [summary, text_of(corrections(article["corrections"]))]))


def _enclosure(article: Json, sizes: Mapping[int, int], licences: Collection[str] | None) -> Enclosure | None:
    image = article["heroImage"]
    if image is None or (licences is not None and (image["licence"] or "") not in licences):
        return None
    rendition = image["enclosure"]
    alt = "" if article["heroImageDecorative"] else article["heroImageAlt"] or image["description"] or ""
    return Enclosure(
        url=rendition["url"],
        width=rendition["width"],
        height=rendition["height"],
        length=sizes.get(int(image["id"]), 0),
        media_type=rendition["mimeType"],
        alt=alt,
        credit=image["credit"] or "",
        licence=image["licence"] or "",
    )
