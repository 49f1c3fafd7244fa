"""Who asks: the client of a request, what it may do and how much it is shown.

Whoever sends no token is the public, whose rights are settings. Whoever sends one must send a good one. The row of a
token is read for every request and kept nowhere, by its unique prefix and with its client in one statement: what is
revoked or changed holds from the next request on, in every process, without anything that could be late.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from ..previews import rights
from ..previews import tokens as previews
from ..previews.models import TokenUse
from ..scopes import Scope
from ..viewer import PUBLIC_REACH, Reach
from .models import ApiClient, ApiToken
from .tokens import token_of

PUBLIC = "public"

_public: tuple[dict[str, Any], Asker] | None = None  # and the settings that it was made from


@dataclass(frozen=True)
class Rate:
    """How often a client may ask: on average, and at once."""

    per_minute: int
    burst: int


@dataclass(frozen=True)
class Asker:
    """The client of one request."""

    scopes: frozenset[Scope]
    introspection: bool  # may ask for the schema
    suggestions: bool  # is told what a misspelt name may have meant
    free_documents: bool  # may send documents of its own; else known ones only
    rate: Rate | None = None  # None for as often as it likes
    reach: Reach = PUBLIC_REACH
    key: int | None = None  # primary key of the client; None for the public
    token: int | None = None  # primary key of the token
    origins: tuple[str, ...] = ()

    @property
    def is_public(self) -> bool:
        return self.key is None and not self.previews

    @property
    def previews(self) -> bool:
        """Whether this is the holder of a preview's token."""
        return self.reach.preview is not None

    @cached_property
    def cache_scope(self) -> str:
        """The same text for all who get the same answers to the same requests: ``public``, or a name of 20 letters."""
        mine = self._deciding
        return PUBLIC if mine == public()._deciding else f"scope{hashlib.sha256(mine.encode()).hexdigest()[:15]}"

    @cached_property
    def _deciding(self) -> str:
        """All that decides which answer a request gets, as text. Suggestions stand in errors, which are not kept."""
        reach = self.reach
        seen = [reach.site, reach.locales, reach.page_types, reach.preview, reach.issues]
        return json.dumps([sorted(self.scopes), self.introspection, *seen])


class UnknownClientError(Exception):
    """The request has a token that opens nothing, or none where one is needed."""


def asker_of(request: HttpRequest) -> Asker:
    """Who sent ``request``. Raises ``UnknownClientError``."""
    header = request.META.get("HTTP_AUTHORIZATION")
    if header is None:
        if not settings.GRAPHQL_PUBLIC["access"]:
            raise UnknownClientError
        return public()
    if (text := previews.in_header(header)) is not None:
        return _holder_of(text)
    token = token_of(header)
    if token is None:
        raise UnknownClientError
    return client_with(token)


def _holder_of(text: str) -> Asker:
    """Who holds a preview's token is the public, and shown a draft besides."""
    token = previews.find(text, TokenUse.HEADER)
    if token is None or not rights.is_allowed(token.link):
        raise UnknownClientError
    return replace(public(), rate=_rate_of_previews(), reach=Reach(preview=token.link.pk))


def _rate_of_previews() -> Rate:
    return Rate(settings.PREVIEWS["requests_per_minute"], settings.PREVIEWS["burst"])


def public() -> Asker:
    """Whoever sends no token; made once, for there are many of them."""
    global _public
    rights: dict[str, Any] = settings.GRAPHQL_PUBLIC
    if _public is None or _public[0] is not rights:
        _public = rights, _public_with(rights)
    return _public[1]


def _public_with(rights: dict[str, Any]) -> Asker:
    return Asker(
        scopes=frozenset([Scope.PUBLISHED, Scope.SYNC] if rights["sync"] else [Scope.PUBLISHED]),
        introspection=rights["introspection"],
        suggestions=rights["suggestions"],
        free_documents=rights["free_documents"],
        rate=_public_rate(rights["requests_per_minute"], rights["burst"]),
    )


def _public_rate(per_minute: int, burst: int) -> Rate | None:
    """No limit where the operator sets none; at least one request at once, or nobody would ever be answered."""
    return Rate(per_minute, max(1, burst)) if per_minute > 0 else None


def client_with(token: ApiToken) -> Asker:
    client: ApiClient = token.client
    scopes = frozenset(scope for scope in Scope if scope.value in client.scopes)
    return Asker(
        scopes=scopes,
        introspection=client.may_introspect,
        suggestions=client.gets_suggestions,
        free_documents=client.sends_free_documents,
        rate=Rate(client.requests_per_minute, client.burst),
        reach=Reach(
            site=client.site_id,
            locales=tuple(sorted(client.locales)) or None,
            page_types=tuple(sorted(client.page_types)) or None,
            issues=Scope.NEWSLETTER in scopes,
        ),
        key=client.pk,
        token=token.pk,
        origins=tuple(client.allowed_origins),
    )
