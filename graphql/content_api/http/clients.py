"""Kinds of clients, and what each of them may do beside asking for content.

There is one kind, ``public``: whoever sends no token. ``GRAPHQL_CLIENTS`` holds the settings of each kind.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest

PUBLIC = "public"
# The cache scope of everybody who sends no token.
PUBLIC_SCOPE = "public"


@dataclass(frozen=True)
class ClientKind:
    introspection: bool  # may ask for the schema
    suggestions: bool  # is told what a misspelt name may have meant
    free_documents: bool  # may send documents of its own; else trusted ones only
    cache_scope: str | None = PUBLIC_SCOPE  # the same for all who may see the same; ``None`` keeps no answer


def kind_of(request: HttpRequest) -> ClientKind:
    """The kind of client that sent ``request``."""
    return ClientKind(**settings.GRAPHQL_CLIENTS[PUBLIC])
