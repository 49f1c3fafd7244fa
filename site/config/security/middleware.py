"""Chooses the content security policy by the part of the service that answers."""

from __future__ import annotations

from collections.abc import Callable

from csp.decorators import csp_replace
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from .policies import GRAPHIQL, READABLE, admin, log_in

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class PolicyMiddleware:
    """Stands below ``csp.middleware.CSPMiddleware``, which sends the closed policy where nothing else is chosen.

    A view that has chosen a policy of its own keeps it.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self._get_response = get_response
        opened = {
            reverse("wagtailadmin_home"): admin(settings.MEDIA_ORIGINS, settings.ADMIN_FRAMES),
            reverse("account_login").removesuffix("login/"): log_in(),
            reverse("graphiql"): GRAPHIQL,
            reverse("syndication:feed", args=["articles", "rss"]).partition("articles")[0]: READABLE,
        }
        self._opened: dict[str, Callable[[GetResponse], GetResponse]] = {
            path: csp_replace(policy) for path, policy in opened.items()
        }

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        for path, chosen in self._opened.items():
            if request.path.startswith(path):
                return chosen(self._get_response)(request)
        return self._get_response(request)
