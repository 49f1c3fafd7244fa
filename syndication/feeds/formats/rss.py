"""RSS 2.0 with the modules that readers and importers know: https://www.rssboard.org/rss-specification"""

from __future__ import annotations

from typing import Any

from django.utils.feedgenerator import Rss201rev2Feed

from ..entries import Entry, Feed
from .generators import LONG_AGO, NAMESPACES, add, add_corrections, add_image, add_terms, written

MINUTES_TO_LIVE = 15


def rss(feed: Feed) -> bytes:
    return written(feed, _Rss)


class _Rss(Rss201rev2Feed):
    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **NAMESPACES, "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}

    def latest_post_date(self) -> Any:
        return self.feed["of"].updated or LONG_AGO

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        feed: Feed = self.feed["of"]
        add(handler, "ttl", str(MINUTES_TO_LIVE))
        if feed.hub:
            add(handler, "atom:link", rel="hub", href=feed.hub)
        add_terms(handler, feed)
        for one in feed.tombstones:
            add(handler, "at:deleted-entry", ref=one.id, when=one.at.isoformat(), href=one.url)

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["of"]
        for author in entry.authors:
            add(handler, "dc:creator", author)
        add(handler, "atom:updated", entry.updated.isoformat())
        if entry.canonical_url:
            add(handler, "atom:link", rel="canonical", href=entry.canonical_url)
        if entry.html:
            add(handler, "content:encoded", entry.html)
        if image := entry.enclosure:
            add(handler, "enclosure", url=image.url, length=str(image.length), type=image.media_type)
        add_image(handler, entry)
        add_corrections(handler, entry)
