"""Scopes: what kinds of questions a client may ask. Each root field of the schema needs one.

A root field needs ``published`` unless the room or app that brings it along says otherwise::

    needs_scope("changes", Scope.SYNC)

Where several are named, any one of them will do.
"""

from __future__ import annotations

from enum import StrEnum


class Scope(StrEnum):
    """What a client may ask for. The values are stored, and stand in messages."""

    PUBLISHED = "published"
    PREVIEW = "preview"
    SYNC = "sync"
    NEWSLETTER = "newsletter"


# Everybody may ask about the schema itself as far as introspection is allowed.
WITHOUT_SCOPE = frozenset({"__schema", "__type", "__typename"})

_needed: dict[str, tuple[Scope, ...]] = {"changes": (Scope.SYNC,)}


def needs_scope(root_field: str, *scopes: Scope) -> None:
    """Let only clients with one of ``scopes`` ask the root field with this name."""
    _needed[root_field] = scopes


def scopes_of(root_field: str) -> tuple[Scope, ...]:
    """The scopes of which the root field with this name needs one; none where it needs none."""
    return () if root_field in WITHOUT_SCOPE else _needed.get(root_field, (Scope.PUBLISHED,))
