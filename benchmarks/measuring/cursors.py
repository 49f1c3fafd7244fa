"""The cursor of a page far down the list, found as a client would: by walking."""

from __future__ import annotations

import json

from .places import DOCUMENTS
from .questions import PAGE_SIZE, far_page
from .servers import Server

STEP = 100  # articles; the largest page allowed


class NoCursorError(Exception):
    """The schema has no such list, or it ends too early."""


def cursor_before_far_page(server: Server) -> str:
    """Raises ``NoCursorError``."""
    text = (DOCUMENTS / "cursor.graphql").read_text()
    remaining = (far_page(server.total) - 1) * PAGE_SIZE
    if remaining <= 0:
        raise NoCursorError(f"{server.total} articles fill no second page")
    after: str | None = None
    while remaining > 0:
        step = min(STEP, remaining)
        body = json.dumps({"query": text, "variables": {"first": step, "after": after}}).encode()
        answer = json.loads(server.client.post(server.side.endpoint, body).body)
        if "errors" in answer:
            raise NoCursorError(answer["errors"][0]["message"])
        after = answer["data"]["articles"]["pageInfo"]["endCursor"]
        remaining -= step
    return str(after)
