"""Who looks after links: whoever may change sources."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from wagtail.permissions import policy_registry

from ...models import Source


def looks_after_links(user: Any) -> bool:
    return bool(policy_registry.get_by_type(Source).user_has_permission(user, "change"))


class LinkRights:
    """For the views."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not looks_after_links(request.user):
            raise PermissionDenied
        response: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return response
