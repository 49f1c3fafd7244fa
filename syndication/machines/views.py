"""What machines read, over HTTP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from content_api.addresses import absolute_api_address
from content_api.http.inside import answered, file_view, served

from . import sitemaps
from .outline import outline
from .twins import twin

XML = "application/xml; charset=utf-8"
MARKDOWN = "text/markdown; charset=utf-8"
# Nothing on this host is for search engines but what they are told here; pages are the frontend's.
ROBOTS = """User-agent: *
Disallow: /admin/
Disallow: /graphiql/

Sitemap: {sitemap}
Sitemap: {news}
"""


@file_view
def sitemap(request: HttpRequest) -> HttpResponse:
    return served(request, answered("sitemap", {}, "application/xml", sitemaps.sitemap), XML)


@file_view
def sitemap_part(request: HttpRequest, name: str) -> HttpResponse:
    answer = answered(
        "sitemap part", {"name": name}, "application/xml", lambda reader: sitemaps.sitemap_part(name, reader)
    )
    return served(request, answer, XML)


@file_view
def news_sitemap(request: HttpRequest) -> HttpResponse:
    return served(request, answered("news sitemap", {}, "application/xml", sitemaps.news_sitemap), XML)


@file_view
def llms(request: HttpRequest) -> HttpResponse:
    return served(request, answered("outline", {}, "text/plain", outline), "text/plain; charset=utf-8")


@file_view
def markdown_twin(request: HttpRequest, name: str) -> HttpResponse:
    """A page's twin. Search engines know the page itself."""
    answer = answered("twin", {"name": name}, "text/markdown", lambda reader: twin(name, reader))
    response = served(request, answer, MARKDOWN)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    text = ROBOTS.format(
        sitemap=absolute_api_address(reverse("syndication:sitemap")),
        news=absolute_api_address(reverse("syndication:news_sitemap")),
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
