"""A partner's feed as it reads now, and the list of what it holds."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid5

from django.conf import settings
from django.utils import timezone
from wagtail.models import Site

from articles.rendering.articles import parts_of_article
from articles.rendering.fields import BLOCKS
from content_api.http.inside import Reader, own_document
from content_api.viewer import Reach, default_viewer

from ..feeds.enclosures import sizes_of
from ..feeds.entries import Entry, Feed
from ..feeds.making import empty_feed
from ..feeds.reading import entry_of
from ..feeds.selection import ARTICLE, DOCUMENTS
from ..models import SyndicationPartner
from ..models.partner_choices import FeedContent
from .bodies import Bodies
from .chosen import MOST_ENTRIES, chosen
from .handed import Handed, Held
from .links import Links
from .rights import left_out, licences_of
from .terms import terms_of
from .tombstones import tombstones_of

Json = dict[str, Any]

ARTICLES = own_document(DOCUMENTS / "partner_feed.graphql", ARTICLE, BLOCKS)


@dataclass(frozen=True)
class Made:
    """A feed, what it holds, and what the API answered about its articles."""

    feed: Feed
    held: Held
    nodes: list[Json]


def feed_of(partner: SyndicationPartner, locale: str, reader: Reader) -> Made:
    """The feed in one of the partner's languages. ``reader`` reads with ``reach_of`` the partner.

    Its own address, which holds the token, is not in it.
    """
    now = timezone.now()
    viewer = reader.viewer
    rows, next_release = chosen(partner, viewer, now)
    for moment in (next_release, partner.expires_at):
        if moment is not None:
            reader.until(moment)
    uids = [str(row.uid) for row in rows]
    answer = reader.ask(ARTICLES, {"first": MOST_ENTRIES, "uids": uids, "locale": locale})
    nodes = answer["articles"]["nodes"]
    links = Links(partner.campaign, hosts_of(viewer.site))
    empty = empty_feed(answer, locale, "", reader)
    feed = replace(
        empty,
        title=f"{empty.title} · {partner.name}",
        url="",
        id=f"urn:uuid:{uuid5(partner.uid, locale)}",
        site_url=links.to(empty.site_url),
        hub="",
        entries=_entries(partner, nodes, links, reader),
        tombstones=tombstones_of(partner, locale, default_viewer(viewer.territory, Reach(site=partner.site_id))),
        terms=terms_of(partner),
    )
    _note_when_it_came_to_be(partner, reader, feed, now)
    by_uid = {entry.uid: entry for entry in feed.entries}
    handed = [
        Handed(entry.uid, row.key, row.revision, row.changed_at, locale, entry.title, entry.url)
        for row in rows
        if (entry := by_uid.get(str(row.uid)))
    ]
    return Made(feed, Held(handed, [one.uid for one in feed.tombstones]), nodes)


def hosts_of(site: Site | None) -> list[str]:
    """Where links lead back to us: the frontend, and the host of the API for documents."""
    addresses = [settings.WAGTAILADMIN_BASE_URL, *([site.root_url] if site else [])]
    return [urlsplit(address).netloc for address in addresses]


def _entries(partner: SyndicationPartner, nodes: list[Json], links: Links, reader: Reader) -> list[Entry]:
    bodies, sizes, licences = Bodies(partner, links), sizes_of(nodes, reader), licences_of(partner)
    entries = (entry_of(node, sizes, bodies.html(node), licences=licences) for node in nodes)
    return [replace(entry, url=links.to(entry.url)) for entry in entries]


def images_left_out(partner: SyndicationPartner, node: Json) -> int:
    """How many images of an article the feed lacks because of their rights."""
    licences, hero = licences_of(partner), node["heroImage"]
    is_full = partner.content == FeedContent.FULL
    in_text = left_out(parts_of_article(node), licences) if is_full else 0
    return in_text + (hero is not None and (hero["licence"] or "") not in licences)


def _note_when_it_came_to_be(partner: SyndicationPartner, reader: Reader, feed: Feed, now: datetime) -> None:
    """Terms change and delays end without a change of the content."""
    delay = timedelta(hours=partner.delay_hours)
    released = (entry.published + delay for entry in feed.entries)
    reader.not_before(max([partner.changed_at, *(moment for moment in released if moment <= now)]))
