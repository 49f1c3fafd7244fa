"""What machines read, over HTTP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from content_api.addresses import absolute_api_address
from content_api.http.inside import answered, file_view, served

from ..sites import at_site, reach_of, site_of
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
    site = site_of(request)
    answer = answered(
        "sitemap",
        {"site": site},
        "application/xml",
        lambda reader: sitemaps.sitemap(reader, site),
        reach=reach_of(site),
    )
    return served(request, answer, XML)


@file_view
def sitemap_part(request: HttpRequest, name: str) -> HttpResponse:
    answer = answered(
        "sitemap part",
        {"name": name},
        "application/xml",
        lambda reader: sitemaps.sitemap_part(name, reader),
        reach=reach_of(site_of(request)),
    )
    return served(request, answer, XML)


@file_view
def news_sitemap(request: HttpRequest) -> HttpResponse:
    reach = reach_of(site_of(request))
    answer = answered("news sitemap", {}, "application/xml", sitemaps.news_sitemap, reach=reach)
    return served(request, answer, XML)


@file_view
def llms(request: HttpRequest) -> HttpResponse:
    site = site_of(request)
    answer = answered(
        "outline", {"site": site}, "text/plain", lambda reader: outline(reader, site), reach=reach_of(site)
    )
    return served(request, answer, "text/plain; charset=utf-8")


@file_view
def markdown_twin(request: HttpRequest, name: str) -> HttpResponse:
    """A page's twin. Search engines know the page itself."""
    reach = reach_of(site_of(request))
    answer = answered("twin", {"name": name}, "text/markdown", lambda reader: twin(name, reader), reach=reach)
    response = served(request, answer, MARKDOWN)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    site = site_of(request)
    text = ROBOTS.format(
        sitemap=absolute_api_address(at_site(reverse("syndication:sitemap"), site)),
        news=absolute_api_address(at_site(reverse("syndication:news_sitemap"), site)),
    )
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
