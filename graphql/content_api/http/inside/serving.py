"""Files over HTTP: feeds, maps of the site, texts for machines."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from ...caching.counters import Event, count
from ...caching.entries import Answer
from ..responses import ASK_AGAIN, let_cdn_keep

View = Callable[..., HttpResponseBase]


def file_view(view: View) -> View:
    """A view that reads only, outside of any transaction, so that what it renders can be kept.

    Where the API is closed to callers without a token, so are the files made of it.
    """

    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.GRAPHQL_PUBLIC["access"]:
            raise Http404("Closed to the public.")
        return view(request, *args, **kwargs)

    return private_file_view(opened)


def private_file_view(view: View) -> View:
    """The same for files that not everybody gets: the view itself decides who does."""
    return transaction.non_atomic_requests(require_safe(view))


def served(request: HttpRequest, answer: Answer, content_type: str, *, is_public: bool = True) -> HttpResponse:
    """The response: 304 where the client has it already, by ``ETag`` or by date.

    What is not public is kept by the client alone, which asks each time.
    """
    entry = answer.entry
    response = HttpResponse(entry.body, content_type=content_type)
    headers = response.headers
    headers["ETag"] = entry.etag
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cache-Control"] = ASK_AGAIN if is_public else f"private, {ASK_AGAIN}"
    if entry.modified is not None:
        headers["Last-Modified"] = http_date(entry.modified)
    if answer.state is not None:
        headers["Content-Version"] = str(answer.state.version)
    if is_public and entry.tags:
        let_cdn_keep(response, entry)
    found = get_conditional_response(request, entry.etag, _seconds(entry.modified), response) or response
    if found.status_code == HTTPStatus.NOT_MODIFIED:
        count(Event.NOT_MODIFIED)
    return found


def _seconds(moment: float | None) -> int | None:
    return None if moment is None else int(moment)
