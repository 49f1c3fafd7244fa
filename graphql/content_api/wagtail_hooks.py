"""What the API adds to Wagtail's admin: the screens for its clients, for previews and for webhooks."""

from __future__ import annotations

from wagtail import hooks

from .clients.admin import log_entries  # noqa: F401  (registers what is written down about tokens)
from .clients.admin.viewsets import ApiViewSetGroup
from .previews.admin import registration as previews  # noqa: F401  (registers its own)
from .webhooks.admin import registration  # noqa: F401  (registers its own)


@hooks.register("register_admin_viewset")
def register_api() -> ApiViewSetGroup:
    return ApiViewSetGroup()
