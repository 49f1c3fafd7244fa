"""A partner's feed: computed in one read, kept by content version, with a list of what it holds.

What is kept is the list and the feed in one, so that whoever is answered from what is kept leaves the same receipts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.utils import timezone, translation
from wagtail.models import Site

from articles.rendering.articles import ARTICLE
from articles.rendering.fields import BLOCKS
from content_api.caching.entries import Answer, Entry as KeptEntry
from content_api.http.inside import OwnDocument, Reader, answered
from content_api.viewer import Reach, default_viewer

from ..models import SyndicationPartner
from ..models.partner_choices import FeedContent
from .chosen import Chosen, chosen, in_reach, next_release, reach_of
from .entries import Entries, Entry
from .links import Links
from .receipts import Handed
from .tombstones import Tombstone, tombstones_of
from .writing import Feed, write

HERE = Path(__file__).parent
DOCUMENT = OwnDocument(
    "PartnerArticles",
    "\n".join(
        [(HERE / "partner_article.graphql").read_text(), f"fragment Text on ArticlePage {ARTICLE}", BLOCKS.read_text()]
    ),
)


@dataclass(frozen=True)
class Answered:
    """A feed as it is sent, and what it holds."""

    answer: Answer
    handed: list[Handed]


def feed_of(partner: SyndicationPartner, locale: str) -> Answered:
    """The feed in one of the partner's languages. Raises what the database raises."""

    def compute(reader: Reader) -> bytes:
        feed, handed = read(partner, locale, reader)
        held = json.dumps([one.as_json() for one in handed], separators=(",", ":"))
        return held.encode() + b"\n" + write(feed, partner)

    kept = answered(
        "partner",
        {**partner.terms(), "language": locale},
        f"application/{partner.feed_format}",
        compute,
        reach=reach_of(partner, locale),
    )
    held, _, body = kept.entry.body.partition(b"\n")
    entry = KeptEntry.of(body, (), kept.entry.valid_until, kept.entry.modified)
    return Answered(replace(kept, entry=entry), [Handed.of(one) for one in json.loads(held)])


def read(
    partner: SyndicationPartner, locale: str, reader: Reader, now: datetime | None = None
) -> tuple[Feed, list[Handed]]:
    """What the feed says now, and what it holds. ``reader`` reads with ``reach_of`` the partner."""
    now = now or timezone.now()
    viewer = reader.viewer
    of_site = default_viewer(viewer.territory, Reach(site=partner.site_id))
    articles = in_reach(partner, viewer)
    rows = chosen(articles, partner, now)
    if (moment := next_release(articles, partner, now)) is not None:
        reader.until(moment)
    if partner.expires_at is not None:
        reader.until(partner.expires_at)
    entries = _entries(partner, locale, reader, [row.uid for row in rows])
    withdrawn = tombstones_of(partner, locale, of_site)
    site = viewer.site
    feed = Feed(
        title=f"{_name(site)} · {partner.name}",
        url=Links(partner.campaign, _hosts(site)).to(f"{site.root_url}/" if site else ""),
        locale=locale,
        updated=max([*(one.updated for one in entries.values()), *(one.when for one in withdrawn)], default=None),
        entries=list(entries.values()),
        withdrawn=withdrawn,
    )
    _note_last_modified(partner, reader, feed, now)
    return feed, [_handed(row, entries[row.uid], locale) for row in rows if row.uid in entries]


def _entries(partner: SyndicationPartner, locale: str, reader: Reader, uids: list[UUID]) -> dict[UUID, Entry]:
    """By identity, in the order of ``uids``."""
    variables = {
        "uids": [str(uid) for uid in uids],
        "locale": locale,
        "full": partner.content == FeedContent.FULL,
    }
    nodes: list[Any] = reader.ask(DOCUMENT, variables)["nodes"]
    maker = Entries(partner, Links(partner.campaign, _hosts(reader.viewer.site)))
    with translation.override(locale):
        return {UUID(node["uid"]): maker.entry(node) for node in nodes if node}


def _note_last_modified(partner: SyndicationPartner, reader: Reader, feed: Feed, now: datetime) -> None:
    """The latest of all that can have changed the feed: texts, withdrawals, releases by the clock, the terms."""
    delay = timedelta(hours=partner.delay_hours)
    releases = [one.published + delay for one in feed.entries if one.published + delay <= now]
    for moment in (partner.changed_at, feed.updated, *releases):
        if moment is not None:
            reader.modified(moment)


def _handed(row: Chosen, entry: Entry, locale: str) -> Handed:
    return Handed(str(row.uid), row.key, row.revision, row.changed_at, locale, entry.title[:255], entry.url)


def _hosts(site: Site | None) -> list[str]:
    """Where links lead back to us: the frontend, and the documents of the API host."""
    addresses = [settings.WAGTAILADMIN_BASE_URL, *([site.root_url] if site else [])]
    return [urlsplit(address).netloc for address in addresses]


def _name(site: Site | None) -> str:
    return (site.site_name if site else "") or str(settings.WAGTAIL_SITE_NAME)
