"""What Django's generators of RSS and Atom have in common here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from html import escape
from io import BytesIO
from typing import Any

from django.urls import reverse
from django.utils.feedgenerator import Stylesheet, SyndicationFeed

from ..entries import Feed
from ..xml_text import xml_text

# Of a feed that holds nothing. Django's generators would tell the time of the request, and no answer would be like
# the one before.
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
    "xmlns:nuages": "urn:nuages:feed",
}


def written(feed: Feed, generator: Callable[..., SyndicationFeed]) -> bytes:
    """``feed`` as XML."""
    made = generator(
        title=xml_text(feed.title),
        link=feed.site_url,
        description=xml_text(feed.description),
        language=feed.language,
        feed_url=feed.url or None,
        feed_guid=feed.id or feed.url,
        stylesheets=[Stylesheet(reverse("syndication:stylesheet"), mimetype="text/xsl", media=None)],  # type: ignore[arg-type]
        of=feed,
    )
    for entry in feed.entries:
        made.add_item(
            title=xml_text(entry.title),
            link=entry.url,
            # Readers take it for HTML, in both formats.
            description=escape(xml_text(entry.summary), quote=False),
            unique_id=entry.id,
            unique_id_is_permalink=False,
            pubdate=entry.published,
            updateddate=entry.updated,
            categories=[xml_text(one) for one in entry.categories],
            of=entry,
        )
    body = BytesIO()
    made.write(body, "utf-8")
    return body.getvalue()


def add(handler: Any, element: str, text: str = "", /, **attributes: str) -> None:
    """An ``element`` with its ``text`` and attributes."""
    handler.addQuickElement(element, xml_text(text), {name: xml_text(value) for name, value in attributes.items()})


def add_image(handler: Any, entry: Any) -> None:
    """``media:content``: https://www.rssboard.org/media-rss"""
    image = entry.enclosure
    if image is None:
        return
    size = {"fileSize": str(image.length)} if image.length else {}
    handler.startElement(
        "media:content",
        {
            "url": image.url,
            "type": image.media_type,
            "medium": "image",
            "width": str(image.width),
            "height": str(image.height),
            **size,
        },
    )
    if image.alt:
        add(handler, "media:description", image.alt, type="plain")
    if image.credit:
        add(handler, "media:credit", image.credit)
    handler.endElement("media:content")


def add_corrections(handler: Any, entry: Any) -> None:
    for one in entry.corrections:
        add(handler, "nuages:correction", f"{one.what} {one.why}".strip(), at=one.at.isoformat())


def add_terms(handler: Any, feed: Feed) -> None:
    """What a partner has agreed to."""
    for name, value in feed.terms.items():
        add(handler, "nuages:term", value, name=name)
