"""The formats in which a feed is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ..entries import Feed
from .atom import atom
from .json_feed import json_feed
from .page import page
from .rss import rss


@dataclass(frozen=True)
class Format:
    """``extension`` ends the addresses of feeds in this format."""

    extension: str
    label: str
    media_type: str
    write: Callable[[Feed], bytes]

    @property
    def content_type(self) -> str:
        return f"{self.media_type}; charset=utf-8"


FORMATS = {
    one.extension: one
    for one in (
        Format("rss", "RSS 2.0", "application/rss+xml", rss),
        Format("atom", "Atom", "application/atom+xml", atom),
        Format("json", "JSON Feed 1.1", "application/feed+json", json_feed),
    )
}


def as_page(shown: Format) -> Format:
    """What a person is given in place of a feed in the format ``shown``."""
    return Format("html", "A page for people", "text/html", lambda feed: page(feed, shown.media_type))
