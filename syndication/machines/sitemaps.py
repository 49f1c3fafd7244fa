"""Site maps: https://www.sitemaps.org/protocol.html, with images, languages and news.

A page stands in them under its own address and only if that is its canonical one: no aliases, and no texts that were
published elsewhere first.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from content_api.addresses import absolute_api_address
from content_api.http.inside import OwnDocument, Reader, own_document
from content_api.seo.languages import bcp47
from content_api.visibility import visible

from ..feeds.selection import DOCUMENTS
from ..sites import at_site
from .xml import SITEMAP, Element, document

PAGES = own_document(DOCUMENTS / "sitemap.graphql")
END = OwnDocument(
    "end of a part",
    "query($first: Int!, $after: String, $filter: ContentFilter) { content("
    "first: $first, after: $after, filter: $filter, orderBy: PUBLISHED_DESC) { pageInfo { endCursor } } }",
)
NEWS = own_document(DOCUMENTS / "news.graphql")

MOST_IN_ONE = 5_000  # pages, for a second of work; more are told month by month. The protocol allows 50,000
UNDATED = "undated"  # the part with pages that were never published by Wagtail
PART = re.compile(rf"(?P<month>[12][0-9]{{3}}-(?:0[1-9]|1[0-2])|{UNDATED})(?:-(?P<number>[2-9]|[1-9][0-9]{{1,2}}))?")
NEWS_LASTS = timedelta(days=2)
MOST_NEWS = 1_000

Json = dict[str, Any]


def sitemap(reader: Reader, site: str = "") -> bytes:
    """All pages of ``site``, which is the reader's, or an index of the months in which they were published."""
    pages = visible(Page.objects.order_by(), reader.viewer)
    if pages.count() <= MOST_IN_ONE:
        return _part(reader, None)
    months = pages.annotate(month=TruncMonth("first_published_at", tzinfo=UTC)).values_list("month")
    names = sorted(name for month, count in months.annotate(Count("pk")) for name in _names(month, count))
    paths = (at_site(reverse("syndication:sitemap_part", args=[name]), site) for name in names)
    parts = map(absolute_api_address, paths)
    return document("sitemapindex", (("sitemap", {}, [("loc", {}, part)]) for part in parts), {"xmlns": SITEMAP})


def sitemap_part(name: str, reader: Reader) -> bytes:
    """The pages of one month, such as ``2026-11``; ``2026-11-2`` holds more. Raises ``Http404`` for any other name."""
    found = PART.fullmatch(name)
    if found is None:
        raise Http404("No such part.")
    wanted: Json = {"not": {"published": {"gte": datetime(1, 1, 2, tzinfo=UTC).isoformat()}}}
    if found["month"] != UNDATED:
        start = datetime.strptime(found["month"], "%Y-%m").replace(tzinfo=UTC)
        end = (start + timedelta(days=31)).replace(day=1)
        wanted = {"published": {"gte": start.isoformat(), "lt": end.isoformat()}}
    return _part(reader, wanted, int(found["number"] or 1))


def _names(month: datetime | None, count: int) -> Iterator[str]:
    """Names of the parts that hold the ``count`` pages of a month."""
    name = month.strftime("%Y-%m") if month else UNDATED
    yield name
    for number in range(2, math.ceil(count / MOST_IN_ONE) + 1):
        yield f"{name}-{number}"


def news_sitemap(reader: Reader) -> bytes:
    """News of the last two days. It holds until the oldest of them is older."""
    now = timezone.now()
    wanted = {"kind": ["NEWS"], "published": {"gte": (now - NEWS_LASTS).isoformat()}}
    answer = reader.ask(NEWS, {"first": MOST_NEWS, "filter": wanted})
    pages = [page for page in answer["articles"]["nodes"] if _is_own(page)]
    moments = [datetime.fromisoformat(page["firstPublishedAt"]) for page in pages]
    if moments:
        reader.until(min(moments) + NEWS_LASTS)
    name = (answer["siteSettings"] or {}).get("organisationName") or settings.WAGTAIL_SITE_NAME
    return document("urlset", (_news(page, name) for page in pages))


def _part(reader: Reader, wanted: Json | None, number: int = 1) -> bytes:
    """Each part but the first costs an ask for the end of the one before."""
    place: Json = {"first": MOST_IN_ONE, "filter": wanted, "after": None}
    for _ in range(number - 1):
        place["after"] = reader.ask(END, place)["content"]["pageInfo"]["endCursor"]
        if place["after"] is None:
            raise Http404("Not so many parts.")
    pages = reader.ask(PAGES, place)["content"]["nodes"]
    return document("urlset", (_url(page) for page in pages if _is_own(page)))


def _is_own(page: Json) -> bool:
    return bool(page["fullUrl"]) and page["canonicalUrl"] == page["fullUrl"]


def _url(page: Json) -> Element:
    return ("url", {}, list(_about(page)))


def _about(page: Json) -> Iterator[Element]:
    yield ("loc", {}, page["fullUrl"])
    modified = page.get("modifiedAt") or page["lastPublishedAt"]
    if modified:
        yield ("lastmod", {}, modified)
    alternates = [one for one in page["alternates"] if one["fullUrl"]]
    for one in alternates if len(alternates) > 1 else ():
        languages = [one["hreflang"], "x-default"] if one["isDefault"] else [one["hreflang"]]
        for language in languages:
            yield ("xhtml:link", {"rel": "alternate", "hreflang": language, "href": one["fullUrl"]}, "")
    image = page.get("heroImage") or page.get("logo")
    if image:
        yield ("image:image", {}, [("image:loc", {}, image["rendition"]["url"])])


def _news(page: Json, publication: str) -> Element:
    named: list[Element] = [
        ("news:name", {}, publication),
        ("news:language", {}, bcp47(page["locale"]).lower()),
    ]
    news: list[Element] = [
        ("news:publication", {}, named),
        ("news:publication_date", {}, page["firstPublishedAt"]),
        ("news:title", {}, page["title"]),
    ]
    return ("url", {}, [("loc", {}, page["fullUrl"]), ("news:news", {}, news)])
