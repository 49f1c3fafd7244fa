"""What the editor sees beside the form: the draft in the frontend, where one with previews is set up.

Wagtail's own panel opens the frame and changes it while somebody types. All that is ours is where it leads.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from wagtail.models import Site

from ..addresses import frontend_address
from .content import TooLargeError, content_of
from .links import live_token

LIGHT, DARK = "site", "site-dark"
FRONTEND_MODES = [(LIGHT, "Light"), (DARK, "Dark")]


def frontend_url() -> str:
    """Where the frontend that shows previews takes their tokens; empty where there is none.

    In development there is one as soon as ``make frontend`` has told the site of it.
    """
    url: str = settings.PREVIEWS["url"]
    if url and settings.PREVIEWS["only_with_site"]:
        site = Site.objects.filter(is_default_site=True).first()
        return url if site and frontend_address(site) else ""
    return url


def has_frontend() -> bool:
    return bool(frontend_url())


def frontend_origin() -> str:
    """The origin of that frontend; empty where there is none."""
    url = frontend_url()
    return origin_in(url) if url else ""


def origin_in(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


class FrontendPreviewMixin:
    """For page types, before their other bases: previews in the frontend, then those that the type has by itself."""

    own_preview_modes: list[tuple[str, str]] = [("", "Without the frontend")]

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return [*FRONTEND_MODES, *self.own_preview_modes] if has_frontend() else self.own_preview_modes

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Wagtail previews by a request of its own making, which no longer knows where the admin is."""
        origin = settings.WAGTAILADMIN_BASE_URL
        if original_request is not None:
            origin = f"{original_request.scheme}://{original_request.get_host()}"
        attributes = {**(extra_request_attrs or {}), "editor_origin": origin_in(origin)}
        response: HttpResponse = super().make_preview_request(original_request, preview_mode, attributes)  # type: ignore[misc]
        return response

    def serve_preview(self, request: Any, mode_name: str) -> HttpResponse:
        if mode_name in dict(FRONTEND_MODES) and has_frontend() and request.user.is_authenticated:
            return in_frontend(self, request, mode_name)
        response: HttpResponse = super().serve_preview(request, mode_name)  # type: ignore[misc]
        return response

    def preview_content(self) -> dict[str, Any]:
        """What is kept of this page for a preview, as JSON. Raises ``TooLargeError``."""
        return content_of(self)

    def keep_of_stored(self, stored: Any) -> None:
        """Called on a draft: take from ``stored`` what drafts do not know better."""


def in_frontend(page: Any, request: Any, mode: str) -> HttpResponse:
    """Lead the frame to the frontend, with a token for ``page`` as it is in memory."""
    try:
        token = live_token(page, by=request.user, editor_origin=request.editor_origin)
    except TooLargeError:
        return TemplateResponse(request, "content_api/previews/too_large.html", {"page": page})
    parameters = {"token": token}
    if mode == DARK:
        parameters["mode"] = "dark"
    if getattr(request, "in_preview_panel", False):
        parameters["panel"] = "1"
    response = redirect(f"{frontend_url()}?{urlencode(parameters)}")
    response["Cache-Control"] = "no-store"
    response["Referrer-Policy"] = "no-referrer"
    return response
