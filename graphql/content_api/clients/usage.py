"""Usage: what clients have asked, and when last.

What can be counted is bounded by what the administrators have made: clients, tokens and names of known documents. All
other documents count as one, whatever names clients give their operations.
"""

from __future__ import annotations

from datetime import UTC, datetime

from .batches import Batch
from .handing_on import HandingOn
from .writing import write

usage = HandingOn("graphql:usage", Batch, write, "usage of the API is counted and kept in the processes until it does.")


def count(client: int, token: int, operation: str, *, failed: bool, refused: bool) -> None:
    """Count one request of ``client``."""
    now = datetime.now(UTC)
    with usage.noting() as batch:
        numbers = batch.counts[client, now.date().isoformat(), operation]
        numbers[0] += 1
        numbers[1] += failed
        numbers[2] += refused
        batch.used[token] = (client, now.isoformat())
