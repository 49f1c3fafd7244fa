"""Which answers scripts of other origins may read, beside those of ``CORS_ALLOWED_ORIGINS``: those of their own client.

A browser's preflight has no token, so that it is allowed to the origins of all clients; the request itself is answered
to those of the client whose token it has. https://github.com/adamchainz/django-cors-headers#signals
"""

from __future__ import annotations

import re
from typing import Any

from corsheaders.signals import check_request_enabled
from django.conf import settings
from django.db import DatabaseError, InterfaceError
from django.dispatch import receiver
from django.http import HttpRequest

from ..clients.models import ApiClient
from .admission import asker_in


@receiver(check_request_enabled)
def may_be_read(sender: Any, request: HttpRequest, **_: Any) -> bool:
    """Whether a script at the request's origin may read the answer."""
    origin = request.headers.get("Origin")
    if not origin or not re.match(settings.CORS_URLS_REGEX, request.path_info):
        return False
    asker = asker_in(request)
    return _is_of_any_client(origin) if asker is None else origin in asker.origins


def _is_of_any_client(origin: str) -> bool:
    try:
        lists = ApiClient.objects.filter(is_active=True).exclude(allowed_origins=[]).order_by()
        return any(origin in allowed for allowed in lists.values_list("allowed_origins", flat=True))
    except (DatabaseError, InterfaceError):
        return False  # the browser is told that it may not, which is true: nothing would be answered
