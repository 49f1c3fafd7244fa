"""Feeds over HTTP."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content_api.http.inside import file_view, served
from content_api.viewer import default_locale

from .formats import FORMATS, PAGE
from .making import kept_feed
from .reading import Manner

SUMMARY = "summary"


@file_view
def feed(request: HttpRequest, channel: str, extension: str, slug: str = "", locale: str = "") -> HttpResponse:
    """A feed; ``?content=summary`` leaves the whole texts out. A browser gets a page."""
    manner = Manner(full=request.GET.get("content") != SUMMARY)
    written_as = PAGE if _is_opened_by_a_person(request) else FORMATS[extension]
    language = locale or default_locale()
    path = request.path if manner.full else f"{request.path}?content={SUMMARY}"

    answer = kept_feed(channel, slug, language, written_as, path, manner)
    response = served(request, answer, written_as.content_type)
    patch_vary_headers(response, ["Accept"])
    return response


def _is_opened_by_a_person(request: HttpRequest) -> bool:
    """Whether the address was typed or followed in a browser, which names HTML before anything else."""
    return request.headers.get("Accept", "").startswith("text/html")


@require_safe
@cache_control(public=True, max_age=24 * 60 * 60)
def stylesheet(request: HttpRequest) -> HttpResponse:
    """What lets a person who opens a feed in a browser read it."""
    return HttpResponse(render_to_string("syndication/feed.xsl"), content_type="text/xsl; charset=utf-8")
