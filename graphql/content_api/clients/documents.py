"""Documents that a client has registered, found by name or hash as the shipped ones are."""

from __future__ import annotations

import re

from django.db.models import Q

from ..operations.trusted import HASH_PREFIX, TrustedDocument
from .models import ClientDocument

HASH = re.compile(r"[0-9a-f]{64}")


def registered_document(client: int, document_id: str) -> TrustedDocument | None:
    """The document of the client with this name or hash; one statement."""
    key = document_id.removeprefix(HASH_PREFIX)
    chosen = Q(text_hash=key) | Q(printed_hash=key) if HASH.fullmatch(key) else Q(name=key)
    found = ClientDocument.objects.filter(chosen, client=client).values_list("name", "text").first()
    return TrustedDocument(*found) if found else None
