"""Documents that clients register by Apollo's protocol: the text once with its hash, from then on the hash alone.

They lie in Django's cache, so that all processes know them. The place of a document follows from its hash and there is
a fixed number of places: a client that registers without end only displaces other documents, which are then sent again.

https://www.apollographql.com/docs/apollo-server/performance/apq
"""

from __future__ import annotations

import logging

from django.conf import settings
from django.core.cache import cache
from redis.exceptions import RedisError

from .hashes import sha256

logger = logging.getLogger("content_api.operations")


def registration_is_allowed() -> bool:
    allowed: bool = settings.GRAPHQL_PERSISTED_QUERIES["register"]
    return allowed


def registered_text(digest: str) -> str | None:
    """The text that was registered with the hash ``digest``; ``None`` also where the cache does not answer."""
    try:
        text = cache.get(_place(digest))
    except RedisError as error:
        logger.warning("Registered documents cannot be read: %s", type(error).__name__)
        return None
    return text if isinstance(text, str) and sha256(text) == digest else None


def register(digest: str, text: str) -> None:
    """Keep ``text``, whose hash is ``digest``, unless it is longer than allowed or the cache does not answer."""
    limits = settings.GRAPHQL_PERSISTED_QUERIES
    if len(text.encode()) > limits["bytes"]:
        return
    try:
        cache.set(_place(digest), text, timeout=limits["seconds"])
    except RedisError as error:
        logger.warning("A document cannot be registered: %s", type(error).__name__)


def _place(digest: str) -> str:
    number = int(digest, 16) % settings.GRAPHQL_PERSISTED_QUERIES["count"]
    return f"graphql:persisted:{number}"
