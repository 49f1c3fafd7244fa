"""The media types of requests and answers, and which one a client wants."""

from __future__ import annotations

import re
from functools import lru_cache

from django.http import HttpRequest
from django.http.request import MediaType

JSON = "application/json"
GRAPHQL_JSON = "application/graphql-response+json"
OFFERED = (JSON, GRAPHQL_JSON)
# Clients ask for it as the specification's examples do. Answers are in UTF-8 whatever is asked for.
CHARSET = re.compile(r";\s*charset\s*=[^;,]*", flags=re.IGNORECASE)


def media_type_of(request: HttpRequest) -> str | None:
    """The best media type that the client accepts, ``None`` if there is none; JSON for clients that say nothing."""
    header = request.META.get("HTTP_ACCEPT")
    return JSON if header is None else _best_of(header)


@lru_cache(maxsize=500)
def _best_of(header: str) -> str | None:
    accepted = [MediaType(part) for part in CHARSET.sub("", header).split(",") if part.strip()]
    wanted = {offer: _wish(offer, accepted) for offer in OFFERED}
    best = max(OFFERED, key=lambda offer: wanted[offer])
    return best if wanted[best][0] > 0 else None


def _wish(offer: str, accepted: list[MediaType]) -> tuple[float, int]:
    """How much a client wants ``offer``: by the most specific entry that matches, of equal ones by the first."""
    matching = [(one.specificity, -place, one.quality) for place, one in enumerate(accepted) if one.match(offer)]
    if not matching:
        return 0, 0
    _, place, quality = max(matching)
    return quality, place
