"""From a rendering to its answer, kept by content version as answers to clients are."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection

from ...caching.answers import answer_to
from ...caching.entries import Answer, Entry, Key
from ...caching.release import release
from ...caching.tags import tags_of
from ...changes.models import ContentChange
from ...changes.state import State, read_state
from ...touched import depends_on, noted
from ...viewer import PUBLIC_REACH, Reach
from ..consistent import consistent_read
from ..replica import from_replica_or_primary, has_replica
from .reading import Reader

Compute = Callable[[Reader], bytes]


def answered(
    name: str,
    parameters: Mapping[str, Any],
    media_type: str,
    compute: Compute,
    *,
    reach: Reach = PUBLIC_REACH,
    from_primary: bool = False,
) -> Answer:
    """The answer that ``compute`` renders; ``name`` and ``parameters``, which are JSON, say all that it depends on.

    ``from_primary`` is for what also reads rows of which no content version tells whether a replica has them.
    Raises what ``compute`` raises, such as ``Http404``, and Django's database errors where it does not answer.
    """

    def computed() -> Answer:
        return _computed(compute, reach)

    state = _state()
    if state is None:
        return computed()
    key = Key(release(), state, _fingerprint(name, parameters), media_type, f"inside:{reach!r}")
    if has_replica() and not from_primary:
        return answer_to(key, lambda: from_replica_or_primary(computed, state))
    return answer_to(key, computed)


def _state() -> State | None:
    """What may be answered with; ``None`` where nothing may be kept by it."""
    if not settings.GRAPHQL_CACHE["enabled"] or connection.in_atomic_block:
        return None
    try:
        return read_state()
    except (DatabaseError, InterfaceError):
        return None  # the computation will find out why


def _computed(compute: Compute, reach: Reach) -> Answer:
    reader = Reader(reach)
    with consistent_read(reader.context.deadline, told=True) as state, noted() as touched:
        body = compute(reader)
        modified = reader.last_modified or max(filter(None, (_moment_of(state), reader.earliest)), default=None)
    loaders = reader.context.loaders.values()
    entry = Entry.of(
        body,
        tags_of(touched, loaders, settings.GRAPHQL_CACHE["tag_bytes"]) if state else (),
        reader.valid_until.timestamp() if reader.valid_until else None,
        modified.timestamp() if modified else None,
    )
    reader.context.release()
    return Answer(entry, state)


def _moment_of(state: State | None) -> datetime | None:
    """When the newest change was made; nothing that is rendered from this state is younger."""
    if state is None:
        return None
    with depends_on():
        moments = ContentChange.objects.filter(number=state.version).values_list("created_at", flat=True)
        return moments.first()


def _fingerprint(name: str, parameters: Mapping[str, Any]) -> bytes:
    text = json.dumps([name, parameters], sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=20).digest()
