"""A page's path on the API host. There is no page here: it leads to the frontend, or to GraphiQL where none is."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from content_api.addresses import frontend_address
from content_api.fields.route import page_at
from content_api.lookahead import Loader
from content_api.viewer import default_viewer

from .graphiql import example


def to_frontend(request: HttpRequest, path: str) -> HttpResponse:
    """Redirect to the visible page at ``path``; 404 where there is none.

    The site is the default one, never chosen by the Host header. Other paths, such as redirects, are the frontend's
    matter: it asks ``route``.
    """
    viewer = default_viewer()
    page = page_at(request.path, Loader(viewer))
    if page is None or viewer.site is None:
        raise Http404("No page is visible at this path.")
    frontend = frontend_address(viewer.site)
    if frontend:
        return HttpResponseRedirect(frontend + request.path)
    if settings.GRAPHIQL_ENABLED:
        query = urlencode({"query": example("route"), "variables": f'{{"path": "{request.path}"}}'})
        return HttpResponseRedirect(f"{reverse('graphiql')}?{query}")
    raise Http404("No frontend is configured for this site.")
