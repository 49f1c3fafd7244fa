"""JSON Feed 1.1: https://www.jsonfeed.org/version/1.1/

What the format has no word for stands in the extension ``_nuages``: corrections, tombstones, terms.
"""

from __future__ import annotations

import json
from typing import Any

from ..entries import Enclosure, Entry, Feed

VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(feed: Feed) -> bytes:
    found = {
        "version": VERSION,
        "title": feed.title,
        "home_page_url": feed.site_url,
        "feed_url": feed.url,
        "description": feed.description,
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else [],
        "_nuages": {
            "terms": feed.terms,
            "withdrawn": [{"id": one.id, "url": one.url, "at": one.at.isoformat()} for one in feed.tombstones],
        },
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(_filled(found), ensure_ascii=False).encode("utf-8", "replace")


def _item(entry: Entry) -> dict[str, Any]:
    image = entry.enclosure
    return {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.canonical_url if entry.canonical_url != entry.url else "",
        "title": entry.title,
        "content_html": entry.html,
        "content_text": "" if entry.html else entry.summary or entry.title or entry.url,
        "summary": entry.summary,
        "image": image.url if image else "",
        "date_published": entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.categories),
        "attachments": [_attachment(image)] if image else [],
        "_nuages": _filled(
            {"corrections": [{"at": one.at.isoformat(), "what": one.what, "why": one.why} for one in entry.corrections]}
        ),
    }


def _attachment(image: Enclosure) -> dict[str, Any]:
    return _filled({"url": image.url, "mime_type": image.media_type, "title": image.alt, "size_in_bytes": image.length})


def _filled(value: Any) -> Any:
    """Without members that hold nothing, which the format leaves out; a feed without items has an empty list."""
    if isinstance(value, dict):
        inner = {name: _filled(one) for name, one in value.items()}
        return {name: one for name, one in inner.items() if one or name == "items"}
    if isinstance(value, list):
        return [one for one in map(_filled, value) if one]
    return value
