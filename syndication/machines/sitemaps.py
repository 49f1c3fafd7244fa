"""Site maps: https://www.sitemaps.org/protocol.html, with images, languages and news.

A page stands in them under its own address and only if that is its canonical one: no aliases, and no texts that were
published elsewhere first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models.functions import TruncMonth
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page

from content_api.addresses import absolute_api_address
from content_api.http.inside import Reader, own_document
from content_api.seo.languages import bcp47
from content_api.visibility import visible

from ..feeds.selection import DOCUMENTS
from .xml import SITEMAP, Element, document

PAGES = own_document(DOCUMENTS / "sitemap.graphql")
NEWS = own_document(DOCUMENTS / "news.graphql")

MOST_IN_ONE = 5_000  # pages; more are told month by month. The protocol allows 50,000
UNDATED = "undated"  # the part with pages that were never published by Wagtail
NEWS_LASTS = timedelta(days=2)
MOST_NEWS = 1_000

Json = dict[str, Any]


def sitemap(reader: Reader) -> bytes:
    """All pages, or an index of the months in which they were published."""
    pages = visible(Page.objects.order_by(), reader.viewer)
    if pages.count() <= MOST_IN_ONE:
        return _part(reader, None)
    months = pages.annotate(month=TruncMonth("first_published_at", tzinfo=UTC)).values_list("month", flat=True)
    names = sorted(month.strftime("%Y-%m") if month else UNDATED for month in set(months.distinct()))
    parts = (absolute_api_address(reverse("syndication:sitemap_part", args=[name])) for name in names)
    return document("sitemapindex", (("sitemap", {}, [("loc", {}, part)]) for part in parts), {"xmlns": SITEMAP})


def sitemap_part(name: str, reader: Reader) -> bytes:
    """The pages of one month, such as ``2026-11``. Raises ``Http404`` for what is no month."""
    if name == UNDATED:
        return _part(reader, {"not": {"published": {"gte": datetime(1, 1, 2, tzinfo=UTC).isoformat()}}})
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", name)
    if found is None or found.group(1) == "0000":
        raise Http404("No such month.")
    start = datetime(int(found.group(1)), int(found.group(2)), 1, tzinfo=UTC)
    end = (start + timedelta(days=31)).replace(day=1)
    return _part(reader, {"published": {"gte": start.isoformat(), "lt": end.isoformat()}})


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


def _part(reader: Reader, wanted: Json | None) -> bytes:
    pages = reader.ask(PAGES, {"first": reader.context.most_rows, "filter": wanted})["content"]["nodes"]
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
    for one in page["alternates"] if len(page["alternates"]) > 1 else ():
        languages = [one["hreflang"], "x-default"] if one["isDefault"] else [one["hreflang"]]
        for language in languages:
            yield ("xhtml:link", {"rel": "alternate", "hreflang": language, "href": one["fullUrl"] or ""}, "")
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
