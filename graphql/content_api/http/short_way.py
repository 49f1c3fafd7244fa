"""The endpoint before the middleware that only people in a browser need.

Sessions, forms, messages and their cookies are nothing to the endpoint, which looks at none of them, and take longer
than a kept answer does. What stands before this middleware in ``MIDDLEWARE`` holds for the endpoint, what stands after
it does not.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.functional import cached_property

from .view import GraphQLView

GetResponse = Callable[[HttpRequest], HttpResponse]


class ShortWayMiddleware:
    """Answers requests for the endpoint; all others go on."""

    def __init__(self, get_response: GetResponse) -> None:
        self._go_on = get_response
        self._endpoint: Any = GraphQLView.as_view()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info != self._path:
            return self._go_on(request)
        request.get_host()  # refuses hosts that are not allowed, as ``CommonMiddleware`` does
        response: HttpResponse = self._endpoint(request)
        response.headers["Content-Length"] = str(len(response.content))
        return response

    @cached_property
    def _path(self) -> str:
        return reverse("graphql")
