"""Feeds over HTTP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content_api.http.inside import file_view, served
from content_api.viewer import default_locale

from ..metrics import count_feed
from ..sites import at_site, reach_of, site_of
from .formats import FORMATS, as_page
from .listing import SUMMARY
from .making import kept_feed


@file_view
def feed(request: HttpRequest, channel: str, extension: str, slug: str = "", locale: str = "") -> HttpResponse:
    """A feed; ``?content=summary`` leaves the whole texts out. A browser gets a page."""
    is_full = request.GET.get("content") != SUMMARY
    written_as = as_page(FORMATS[extension]) if _is_opened_by_a_person(request) else FORMATS[extension]
    language = locale or default_locale()
    site = site_of(request)
    path = at_site(request.path, site, content="" if is_full else SUMMARY)

    answer = kept_feed(channel, slug, language, written_as, path, is_full=is_full, reach=reach_of(site))
    response = served(request, answer, written_as.content_type)
    patch_vary_headers(response, ["Sec-Fetch-Dest"])
    count_feed("public", extension, response.status_code)
    return response


def _is_opened_by_a_person(request: HttpRequest) -> bool:
    """Whether a browser shows it, and no importer that borrows a browser's ``Accept`` reads it."""
    return request.headers.get("Sec-Fetch-Dest") == "document"


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def stylesheet(request: HttpRequest) -> HttpResponse:
    """What lets a person who opens a feed in a browser read it."""
    return HttpResponse(render_to_string("syndication/feed.xsl"), content_type="text/xsl; charset=utf-8")
