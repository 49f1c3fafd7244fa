"""Which site a file is about: that of ``?site=``, as the API's argument ``site`` names it, else the default one."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest

from content_api.errors import BadInputError
from content_api.fields.sites import site_named
from content_api.territory import read_territory
from content_api.viewer import PUBLIC_REACH, Reach

SITE = "site"  # the parameter


def site_of(request: HttpRequest) -> str:
    """The site's name, "" for the default one."""
    return request.GET.get(SITE, "")


def reach_of(name: str) -> Reach:
    """The public of the site called ``name``; a statement where one is named. Raises ``Http404`` for an unknown one."""
    if not name:
        return PUBLIC_REACH
    try:
        return Reach(site=site_named(name, read_territory()).pk)
    except BadInputError as error:
        raise Http404(str(error)) from error


def at_site(path: str, name: str, **parameters: str) -> str:
    """``path`` with what has to be asked with it; empty ``parameters`` are left out."""
    given = {key: value for key, value in {**parameters, SITE: name}.items() if value}
    return f"{path}?{urlencode(given)}" if given else path
