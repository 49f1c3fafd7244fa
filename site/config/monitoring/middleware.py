"""Around every request: notes for logs, metrics and traces. And the pages for those who run the service."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from content_api.http.request_id import seen_of
from content_api.monitoring import tracing
from content_api.monitoring.metrics import count_request
from content_api.monitoring.seen import Seen, current

from ..health import healthz
from .pages import metrics
from .readiness import readyz
from .requests import count_other, family_of
from .spans import request_span

GetResponse = Callable[[HttpRequest], HttpResponse]


class SeenMiddleware:
    """The first of all, so that nothing happens to a request that is not seen."""

    def __init__(self, get_response: GetResponse) -> None:
        self._go_on = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = seen_of(request)
        token = current.set(seen)
        started = time.perf_counter()
        try:
            response = self._answered(request, seen) if tracing.is_on() else self._go_on(request)
        finally:
            current.reset(token)
        seconds = seen.seconds = time.perf_counter() - started
        seen.status = response.status_code
        if request.path_info == self._endpoint:
            count_request(seen.operation, seen.status, seen.client_kind, seconds)
        else:
            count_other(family_of(request.path_info), seen.status, seconds)
        return response

    @cached_property
    def _endpoint(self) -> str:
        return reverse("graphql")

    def _answered(self, request: HttpRequest, seen: Seen) -> HttpResponse:
        with request_span(request, seen) as span:
            response = self._go_on(request)
            span.set_attribute("http.response.status_code", response.status_code)
            return response


class PagesMiddleware:
    """Answers /healthz, /readyz and /metrics, which need no session, no cookies and no name of a host.

    Before the middleware for browsers: that one looks things up in the database and in the cache, and would fail where
    these pages have to say so.
    """

    pages = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}

    def __init__(self, get_response: GetResponse) -> None:
        self._go_on = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        page = self.pages.get(request.path_info)
        if page is None:
            return self._go_on(request)
        response = page(request)
        response.headers["Content-Length"] = str(len(response.content))
        return response
