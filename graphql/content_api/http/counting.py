"""Counting what clients ask. The public is not counted: its answers come from shared caches, which tell nobody."""

from __future__ import annotations

from django.http import HttpRequest

from ..clients import usage
from .admission import asker_in
from .finding import FREE

# Where the request keeps the name of its document.
KNOWN_AS = "nuages.document"


def count(request: HttpRequest, *, failed: bool = False, refused: bool = False) -> None:
    """Count ``request``: whether it ``failed``, in part at least, or was ``refused`` and not executed."""
    asker = asker_in(request)
    if asker is not None and asker.key is not None and asker.token is not None:
        usage.count(asker.key, asker.token, request.META.get(KNOWN_AS, FREE), failed=failed, refused=refused)
