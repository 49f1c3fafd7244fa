"""Telling a WebSub hub which feeds have changed: https://www.w3.org/TR/websub/#publishing

The hub then fetches the feed and passes it on to subscribers at once. It is told by the worker, once for each feed
that says something else than before, and again with a later run where it does not take it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.utils import timezone

from content_api.changes.state import read_state
from content_api.outbound import Answer, Limits, OutboundError, send
from content_api.territory import read_territory
from content_api.viewer import Reach, default_viewer
from content_api.visibility import visible

from .feeds.formats import FORMATS
from .feeds.listing import FeedLink, all_feeds
from .feeds.making import kept_feed
from .models import HubNotice
from .sites import reach_of

COMPARED = FORMATS["json"]  # the format that is looked at: all formats of a feed change together
LIMITS = Limits(seconds=10)

ShouldStop = Callable[[], bool]


class HubError(Exception):
    """The hub has not taken everything; the worker tries again, after longer and longer pauses."""


_seen: list[object] = [None]  # the state in which nothing was left to tell


def tell_hub(should_stop: ShouldStop) -> int:
    """Tell the hub of every feed that has changed; the number of feeds. None without a hub.

    Raises ``HubError`` at once where it does not answer, and at the end where it has refused a feed.
    """
    if not settings.WEBSUB_HUB:
        return 0
    state = read_state()
    if _seen[0] == (state, settings.WEBSUB_HUB):
        return 0
    told, refused = 0, []
    known = dict(HubNotice.objects.values_list("path", "digest"))
    for link in _feeds():
        if should_stop():
            return told
        digest = _digest(link)
        if known.get(link.path) != digest:
            answer = _tell(link)
            if not answer.is_success:
                refused.append(f"{link.path} with {answer.status}")
                continue
            HubNotice.objects.update_or_create(path=link.path, defaults={"digest": digest, "told_at": timezone.now()})
            told += 1
    if refused:
        raise HubError(f"The hub has refused {len(refused)} feeds, such as {refused[0]}")
    _seen[0] = (state, settings.WEBSUB_HUB)
    return told


def _feeds() -> list[FeedLink]:
    """Every feed of every site in every language, once."""
    territory = read_territory()
    found: list[FeedLink] = []
    for site in (ground.site for ground in territory.grounds):
        name = "" if site.is_default_site else f"{site.hostname}:{site.port}"
        viewer = default_viewer(territory, Reach(site=site.pk))
        for locale in sorted(set(territory.languages.values())):
            found += all_feeds(partial(visible, viewer=viewer), locale, name)
    return [link for link in found if link.written_as == COMPARED]


def _digest(link: FeedLink) -> str:
    """The same as long as the feed says the same."""
    answer = kept_feed(link.channel, link.slug, link.locale, COMPARED, link.path, reach=reach_of(link.site))
    return answer.entry.etag.strip('"')


def _tell(link: FeedLink) -> Answer:
    """What the hub says to the news of the feed in all formats, with whole texts and without."""
    feeds = [replace(link, written_as=written_as) for written_as in FORMATS.values()]
    addresses = [address for feed in feeds for address in (feed.url, feed.summary_url)]
    body = urlencode([("hub.mode", "publish"), *(("hub.url", address) for address in addresses)]).encode()
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    try:
        answer = send("POST", settings.WEBSUB_HUB, body=body, headers=headers, limits=LIMITS)
    except OutboundError as error:
        raise HubError(f"The hub cannot be told of {link.path}: {error}") from error
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status == HTTPStatus.TOO_MANY_REQUESTS:
        raise HubError(f"The hub cannot take {link.path} now: {answer.status}")
    return answer
