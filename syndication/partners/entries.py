"""What a partner's feed says of one article, before it is written in any format."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from articles.rendering.articles import corrections, parts_of_article
from articles.rendering.parts import Part, Run, line
from articles.rendering.reading import paragraphs
from articles.rendering.words import say

from ..models import SyndicationPartner
from ..models.partner_choices import FeedContent
from .bodies import Bodies
from .links import Links
from .rights import Rights

Json = dict[str, Any]


@dataclass(frozen=True)
class EntryImage:
    """The main image as a JPEG; sizes in pixels."""

    url: str
    width: int
    height: int
    alt: str
    credit: str


@dataclass(frozen=True)
class Correction:
    when: str  # ISO 8601
    what: str
    why: str


@dataclass(frozen=True)
class Entry:
    """One article. All addresses are absolute; those of our site carry the campaign, but for ``canonical``."""

    uid: str
    url: str
    canonical: str
    title: str
    published: datetime
    updated: datetime
    summary: str
    html: str
    authors: Sequence[str]
    categories: Sequence[str]
    image: EntryImage | None
    corrections: Sequence[Correction]


class Entries:
    """Makes the entries of one partner's feed from what the API answers."""

    def __init__(self, partner: SyndicationPartner, links: Links) -> None:
        self._is_full = partner.content == FeedContent.FULL
        self._links = links
        self._rights = Rights(partner)
        self._bodies = Bodies(partner, links)

    def entry(self, node: Json) -> Entry:
        """The entry of an answer to ``partner_article.graphql``. In the language that is active."""
        own = node["fullUrl"] or ""
        updated = node["modifiedAt"] or node["lastPublishedAt"] or node["firstPublishedAt"]
        return Entry(
            uid=node["uid"],
            url=self._links.to(own),
            canonical=node["canonicalUrl"] or own,
            title=node["title"],
            published=_moment(node["firstPublishedAt"] or updated),
            updated=_moment(updated),
            summary=node["standfirst"] or "",
            html=self._bodies.body(self._parts(node, own), own),
            authors=[author["name"] for author in node["authors"]],
            categories=_named(node["topics"], node["tags"]),
            image=self._image(node),
            corrections=[
                Correction(one["correctedAt"], one["what"], one["why"] or "") for one in node["corrections"] or ()
            ],
        )

    def _parts(self, node: Json, url: str) -> list[Part]:
        if self._is_full:
            return parts_of_article(node)
        link = line(Run(say("Read on the site"), url))
        return [*corrections(node["corrections"]), *paragraphs(node["standfirst"]), link]

    def _image(self, node: Json) -> EntryImage | None:
        image = node["heroImage"]
        if image is None or not self._rights.allow(image["licence"]):
            return None
        hero = image["hero"]
        alt = "" if node["heroImageDecorative"] else node["heroImageAlt"] or image["description"] or ""
        return EntryImage(hero["url"], hero["width"], hero["height"], alt, image["credit"] or "")


def _named(*lists: list[Json]) -> list[str]:
    return list(dict.fromkeys(one["name"] for some in lists for one in some or () if one["name"]))


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
