"""Chooses the content security policy by the part of the service that answers."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from .policies import GRAPHIQL, READABLE, Policy, admin, log_in

CSP = "Content-Security-Policy"
# https://www.w3.org/TR/CSP3/#directives-elsewhere: default-src does not stand in for these.
WITHOUT_FALLBACK = ("base-uri", "form-action", "frame-ancestors")

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class PolicyMiddleware:
    """Stands below ``csp.middleware.CSPMiddleware``, which sends the closed policy where nothing else is chosen.

    A view that has chosen a policy of its own keeps it, apart from what such a policy has said nothing about: who may
    frame the page, and where its forms may lead. Neither falls back to ``default-src``.
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
                return _completed(view(request))
        return _completed(self._get_response(request))


def _completed(response: HttpResponseBase) -> HttpResponseBase:
    """With ``'none'`` for the directives that a view's own policy leaves out."""
    own = response.headers.get(CSP)
    if own is not None:
        missing = [name for name in WITHOUT_FALLBACK if name not in own]
        response.headers[CSP] = "; ".join([own.rstrip("; "), *(f"{name} 'none'" for name in missing)])
    return response


def _admin() -> Policy:
    """The admin shows files of the store, and previews in the frontend."""
    parts = urlsplit(settings.PREVIEWS["url"])
    frames = [f"{parts.scheme}://{parts.netloc}"] if parts.netloc else []
    return admin(settings.MEDIA_ORIGINS, frames)
