"""Chooses the content security policy by the part of the service that answers."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from .policies import GRAPHIQL, READABLE, Policy, admin, log_in

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class PolicyMiddleware:
    """Stands below ``csp.middleware.CSPMiddleware``, which sends the closed policy where nothing else is chosen.

    A view that has chosen a policy of its own keeps it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response
        feeds = reverse("syndication:feed", args=["articles", "rss"]).partition("articles")[0]
        self._opened: dict[str, Callable[[], Policy]] = {
            reverse("wagtailadmin_home"): _admin,
            reverse("account_login").removesuffix("login/"): log_in,
            reverse("graphiql"): lambda: GRAPHIQL,
            feeds: lambda: READABLE,
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        for path, policy in self._opened.items():
            if request.path.startswith(path):
                view: GetResponse = csp_replace(policy())(self._get_response)
                return view(request)
        return self._get_response(request)


def _admin() -> Policy:
    """The admin shows files of the store, and previews in the frontend."""
    parts = urlsplit(settings.PREVIEWS["url"])
    frames = [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
    return admin(settings.MEDIA_ORIGINS, frames)
