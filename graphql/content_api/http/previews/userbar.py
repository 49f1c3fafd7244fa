"""``GET /preview/userbar``: Wagtail's user bar for a page that a frontend shows, with its checks of the content.

https://docs.wagtail.org/en/stable/advanced_topics/headless.html#headless-user-bar
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe
from wagtail.admin.userbar import Userbar

from ...previews import rights, tokens
from ...previews.models import PreviewLink, TokenUse


@transaction.non_atomic_requests
@require_safe
def userbar_view(request: HttpRequest) -> HttpResponse:
    """The user bar as HTML, for whoever holds the token of a live preview; with ``panel=1`` as in the editor's panel.

    It stands among what the frontend's server sends: links and scripts in it lead to where the editor's admin is.
    """
    text = tokens.in_header(request.headers.get("Authorization", "")) or ""
    token = tokens.find(text, TokenUse.HEADER)
    if token is None or token.link.is_shared or not rights.is_allowed(token.link):
        response = HttpResponse(status=HTTPStatus.NOT_FOUND)
    else:
        response = HttpResponse(_rendered(token.link, in_panel=request.GET.get("panel") == "1"))
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _rendered(link: PreviewLink, *, in_panel: bool) -> str:
    userbar = Userbar(object=link.page, position="bottom-right")
    context = userbar.get_context_data({"request": _of_editor(link, in_panel=in_panel)})
    return render_to_string(Userbar.template_name, context)


def _of_editor(link: PreviewLink, *, in_panel: bool) -> HttpRequest:
    """A request as the editor's browser would send it, of which the user bar takes the user and the addresses."""
    origin = urlsplit(link.editor_origin)
    request: Any = HttpRequest()
    request.method = "GET"
    request.path = request.path_info = "/"
    port = origin.port or (443 if origin.scheme == "https" else 80)
    request.META = {"SERVER_NAME": origin.hostname or "", "SERVER_PORT": str(port), "HTTP_HOST": origin.netloc}
    request.user = link.creator
    request.is_preview = request.is_editing = True
    request.in_preview_panel = in_panel
    return request
