"""What django-axes is told of a request: https://django-axes.readthedocs.io/en/latest/4_configuration.html"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from content_api.clients.rates import address_of


def client_address(request: HttpRequest) -> str | None:
    """The network address behind as many proxies as ``TRUSTED_PROXIES`` says, as for limits on rates."""
    return address_of(request)


def username_of(request: HttpRequest, credentials: dict[str, Any] | None = None) -> str:
    """The name that somebody tries, from Django's credentials or from the form of django-allauth.

    django-allauth finds ``ada`` by ``ADA``, as databases compare regardless of case: all spellings are one name, so
    that each does not bring attempts of its own.
    """
    given = credentials or {}
    name = str(given.get("username") or request.POST.get("login", ""))
    return name.strip().upper().lower()[:255]
