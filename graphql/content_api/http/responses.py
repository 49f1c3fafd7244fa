"""From an answer to the response of HTTP: who may keep it, and for how long, and who has it already.

A browser asks each time whether its copy is still right (``ETag``). A shared cache in front, such as a CDN, answers a
GET without a token by itself for a short time, or until it is told to forget it by one of the tags.
"""

from __future__ import annotations

import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from ..caching.counters import Event, count
from ..caching.entries import Answer, Entry
from ..clients.asking import Asker

VARY = "Accept, Authorization, Origin"
# Whoever opens an answer in a browser sees text, and nothing in it runs or loads anything.
PLAIN_DATA = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
}
# What a copy that a browser may keep for itself is worth.
ASK_AGAIN = "no-cache"


def told(answer: Answer, request: HttpRequest, asker: Asker, media_type: str, request_id: str) -> HttpResponse:
    """The response: 304 without a body where the client has it already."""
    entry = answer.entry
    is_get = request.method == "GET"
    if is_get and answer.is_kept and _has_it(request, entry.etag):
        count(Event.NOT_MODIFIED)
        response = HttpResponse(status=304)
        del response.headers["Content-Type"]
    else:
        response = HttpResponse(entry.body, status=answer.status, content_type=f"{media_type}; charset=utf-8")
    headers = response.headers
    headers["Vary"] = VARY
    headers["X-Request-Id"] = request_id
    for name, value in PLAIN_DATA.items():
        headers[name] = value
    if answer.state is not None:
        headers["Content-Version"] = str(answer.state.version)
    if not answer.is_kept:
        headers["Cache-Control"] = "no-store"
        return response
    if is_get:
        headers["ETag"] = entry.etag
    headers["Cache-Control"] = ASK_AGAIN
    if not asker.is_public:
        headers["Cache-Control"] = f"private, {ASK_AGAIN}"
    elif is_get and entry.tags:
        let_cdn_keep(response, entry)
    return response


def let_cdn_keep(response: HttpResponse, entry: Entry) -> None:
    """Allow shared caches to answer by themselves for a while, and tell them the tags by which they will be purged."""
    limits = settings.GRAPHQL_CACHE
    seconds: int = limits["cdn_seconds"]
    if entry.valid_until is not None:
        seconds = min(seconds, int(entry.valid_until - time.time()))
    if seconds <= 0:
        return
    # What no-cache means to a browser, in words that leave shared caches alone.
    response.headers["Cache-Control"] = f"public, max-age=0, must-revalidate, s-maxage={seconds}"
    for name, separator in limits["tag_headers"].items():
        response.headers[name] = separator.join(entry.tags)


def _has_it(request: HttpRequest, etag: str) -> bool:
    """Whether ``If-None-Match`` names the answer: https://www.rfc-editor.org/rfc/rfc9110#section-13.1.2"""
    given = request.META.get("HTTP_IF_NONE_MATCH")
    if not given:
        return False
    return given == "*" or any(one.strip().removeprefix("W/") == etag for one in given.split(","))
