"""From the API's answer about articles to the entries of a feed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.utils import translation

from articles.rendering.articles import corrections, parts_of_article
from articles.rendering.html import html_of
from articles.rendering.parts import Figure, Part
from articles.rendering.text import text_of

from .entries import Correction, Enclosure, Entry

Json = dict[str, Any]

LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)  # of a page that was never published by Wagtail


@dataclass(frozen=True)
class Manner:
    """How much of articles is given away. ``licences`` are those of the images that may be; ``None`` for all."""

    full: bool = True
    licences: frozenset[str] | None = None

    def allows(self, licence: str | None) -> bool:
        return self.licences is None or (licence or "") in self.licences


def entry_of(article: Json, sizes: Mapping[int, int], manner: Manner) -> Entry:
    """The entry of ``article``; ``sizes`` are the bytes of images, by their keys."""
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
        summary=_summary(article, manner),
        html=_html(article, manner) if manner.full else "",
        authors=[author["name"] for author in article["authors"]],
        categories=[
            *(topic["name"] or topic["slug"] for topic in article["topics"]),
            *(tag["name"] for tag in article["tags"]),
        ],
        corrections=[
            Correction(moment(one["correctedAt"]), one["what"], one["why"] or "") for one in article["corrections"]
        ],
        enclosure=_enclosure(article, sizes, manner),
    )


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _summary(article: Json, manner: Manner) -> str:
    """Where there is no whole text that begins with them, corrections are told here."""
    summary = article["standfirst"] or article["searchDescription"] or ""
    if manner.full:
        return summary
    with translation.override(article["locale"]):
        return "\n\n".join(filter(None, [summary, text_of(corrections(article["corrections"]))]))


def _html(article: Json, manner: Manner) -> str:
    with translation.override(article["locale"]):
        parts = parts_of_article(article)
    return html_of(part for part in parts if _may_be_shown(part, manner))


def _may_be_shown(part: Part, manner: Manner) -> bool:
    return not isinstance(part, Figure) or manner.allows(part.picture.licence)


def _enclosure(article: Json, sizes: Mapping[int, int], manner: Manner) -> Enclosure | None:
    image = article["heroImage"]
    if image is None or not manner.allows(image["licence"]):
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
