"""Atom: https://www.rfc-editor.org/rfc/rfc4287, with tombstones: https://www.rfc-editor.org/rfc/rfc6721"""

from __future__ import annotations

from typing import Any

from django.utils.feedgenerator import Atom1Feed
from django.utils.xmlutils import SimplerXMLGenerator

from ..entries import Entry, Feed
from .generators import LONG_AGO, NAMESPACES, add, add_corrections, add_image, add_terms, written


def atom(feed: Feed) -> bytes:
    return written(feed, _Atom)


class _Atom(Atom1Feed):
    def write(self, outfile: Any, encoding: str) -> None:
        """As Django's, with the stylesheet, which it gives to RSS alone."""
        handler: Any = SimplerXMLGenerator(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        for stylesheet in self.feed["stylesheets"]:
            handler.processingInstruction("xml-stylesheet", stylesheet)
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def root_attributes(self) -> dict[str, str]:
        return {**super().root_attributes(), **NAMESPACES, "xmlns:at": "http://purl.org/atompub/tombstones/1.0"}

    def latest_post_date(self) -> Any:
        return self.feed["of"].updated or LONG_AGO

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        feed: Feed = self.feed["of"]
        if feed.hub:
            add(handler, "link", rel="hub", href=feed.hub)
        # An entry without an author of its own has this one, which the format demands.
        handler.startElement("author", {})
        add(handler, "name", feed.title)
        handler.endElement("author")
        add_terms(handler, feed)
        for one in feed.tombstones:
            handler.startElement("at:deleted-entry", {"ref": one.id, "when": one.at.isoformat()})
            if one.url:
                add(handler, "link", rel="alternate", href=one.url)
            handler.endElement("at:deleted-entry")

    def add_item_elements(self, handler: Any, item: Any) -> None:
        super().add_item_elements(handler, item)
        entry: Entry = item["of"]
        for author in entry.authors:
            handler.startElement("author", {})
            add(handler, "name", author)
            handler.endElement("author")
        if entry.canonical_url:
            add(handler, "link", rel="canonical", href=entry.canonical_url)
        if image := entry.enclosure:
            size = {"length": str(image.length)} if image.length else {}
            add(handler, "link", rel="enclosure", href=image.url, type=image.media_type, **size)
        if entry.html:
            add(handler, "content", entry.html, type="html")
        add_image(handler, entry)
        add_corrections(handler, entry)
