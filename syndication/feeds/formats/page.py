"""A feed as a page, for a person who opens its address in a browser.

A stylesheet in XSL does the same in browsers that still know XSL; Chromium has dropped it.
"""

from __future__ import annotations

from django.template.loader import render_to_string

from ..entries import Feed


def page(feed: Feed, media_type: str) -> bytes:
    """``media_type`` is that of the feed itself."""
    return render_to_string("syndication/feed.html", {"feed": feed, "media_type": media_type}).encode()
