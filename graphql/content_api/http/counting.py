"""Counting what clients ask. The public is not counted: its answers come from shared caches, which tell nobody."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from ..clients.usage import counter
from .admission import asker_in
from .finding import FREE

# Where the request keeps the name of its document.
KNOWN_AS = "nuages.document"


def count(request: HttpRequest, body: Mapping[str, Any]) -> None:
    """Count ``request``, which was answered by ``body``. Without ``data`` nothing was executed."""
    asker = asker_in(request)
    if asker is not None and asker.key is not None and asker.token is not None:
        counter.count(
            asker.key,
            asker.token,
            request.META.get(KNOWN_AS, FREE),
            failed="errors" in body and "data" in body,
            refused="data" not in body,
        )
