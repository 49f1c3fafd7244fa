"""Telling a WebSub hub which feeds have changed: https://www.w3.org/TR/websub/#publishing

The hub then fetches the feed and passes it on to subscribers at once. It is told by the worker, once for each feed
that says something else than before, and again with the next run where it does not answer.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from content_api.changes.state import read_state
from content_api.http.inside import Reader
from content_api.outbound import Limits, OutboundError, send
from content_api.visibility import visible

from .feeds.formats import FORMATS
from .feeds.listing import FeedLink, all_feeds
from .feeds.making import kept_feed
from .models import HubNotice

logger = logging.getLogger("syndication.websub")

COMPARED = FORMATS["json"]  # the format that is looked at: all formats of a feed change together
LIMITS = Limits(seconds=10)

ShouldStop = Callable[[], bool]

_seen: list[object] = [None]  # the state in which nothing was left to tell


def tell_hub(should_stop: ShouldStop) -> int:
    """Tell the hub of every feed that has changed; the number of addresses it was told. None without a hub."""
    if not settings.WEBSUB_HUB:
        return 0
    state = read_state()
    if _seen[0] == (state, settings.WEBSUB_HUB):
        return 0
    told, is_done = 0, True
    known = dict(HubNotice.objects.values_list("path", "digest"))
    for link in _feeds():
        if should_stop():
            return told
        digest = _digest(link)
        if known.get(link.path) != digest:
            is_told = _tell(link)
            is_done &= is_told
            if is_told:
                HubNotice.objects.update_or_create(
                    path=link.path, defaults={"digest": digest, "told_at": timezone.now()}
                )
                told += len(FORMATS)
    if is_done:
        _seen[0] = (state, settings.WEBSUB_HUB)
    return told


def _feeds() -> list[FeedLink]:
    reader = Reader()
    languages = sorted(set(reader.viewer.territory.languages.values()))
    found = [
        link
        for locale in languages
        for link in all_feeds(lambda rows: visible(rows, reader.viewer), locale)
        if link.written_as == COMPARED
    ]
    reader.context.release()
    return found


def _digest(link: FeedLink) -> str:
    """The same as long as the feed says the same."""
    return kept_feed(link.channel, link.slug, link.locale, COMPARED, link.path).entry.etag.strip('"')


def _tell(link: FeedLink) -> bool:
    """Whether the hub has taken the news of all formats of the feed."""
    base = link.url.removesuffix(COMPARED.extension)
    topics = [("hub.url", f"{base}{extension}") for extension in FORMATS]
    body = urlencode([("hub.mode", "publish"), *topics]).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        answer = send("POST", settings.WEBSUB_HUB, body=body, headers=headers, limits=LIMITS)
    except OutboundError as error:
        logger.warning("The hub cannot be told of %s: %s", link.path, error)
        return False
    if not answer.is_success:
        logger.warning("The hub refuses %s with %s", link.path, answer.status)
        return False
    return True
