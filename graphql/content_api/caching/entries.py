"""An answer as it is kept: ready to be sent."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..changes.state import State


class Key(NamedTuple):
    """All that decides what is answered. ``fingerprint`` stands for document, operation, variables and extensions."""

    release: str
    state: State | None  # ``None`` where the answer needs no data
    fingerprint: bytes
    media_type: str
    scope: str

    @property
    def place(self) -> str:
        """Where the answer lies in a shared cache."""
        return "graphql:answer:" + hashlib.blake2b(repr(tuple(self)).encode(), digest_size=20).hexdigest()

    def at(self, state: State | None) -> Key:
        """The same question, asked of another state."""
        return self._replace(state=state)


@dataclass(frozen=True, slots=True)
class Entry:
    """``body`` is what is sent; ``tags`` are those for a CDN.

    In seconds since 1970: ``valid_until``, if time ends it, and ``modified``, if that is told to readers.
    """

    body: bytes
    etag: str
    tags: tuple[str, ...] = ()
    valid_until: float | None = None
    modified: float | None = None

    @classmethod
    def of(
        cls, body: bytes, tags: tuple[str, ...] = (), valid_until: float | None = None, modified: float | None = None
    ) -> Entry:
        return cls(body, f'"{hashlib.blake2b(body, digest_size=16).hexdigest()}"', tags, valid_until, modified)

    @property
    def is_over(self) -> bool:
        return self.valid_until is not None and time.time() >= self.valid_until

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.body) + sum(map(len, self.tags))


@dataclass(frozen=True, slots=True)
class Answer:
    """An entry and the state that it was read from. ``is_kept`` says whether others may be given it.

    ``errors`` are those that stand in the entry.
    """

    entry: Entry
    state: State | None
    status: int = 200
    is_kept: bool = True
    errors: Sequence[Mapping[str, Any]] = ()
