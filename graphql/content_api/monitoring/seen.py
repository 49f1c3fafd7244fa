"""What is known of the request or the job that this thread works on.

It is noted on the way and read by logs, metrics and traces. Notes are attributes of one object, so that taking one
costs next to nothing. Imports nothing of Django: gunicorn's logger uses it too.
"""

from __future__ import annotations

from contextvars import ContextVar
from typing import Any

KEY = "nuages.seen"  # where a request keeps it, in its environment: gunicorn logs when the context is over

# What logs may say, in this order.
LOGGED = ("request_id", "operation", "client", "job", "cache", "statements", "status")


class Seen:
    """The notes. ``None`` stands for what is not known, or not yet."""

    __slots__ = (
        "cache",
        "client",
        "client_kind",
        "job",
        "operation",
        "request_id",
        "seconds",
        "statements",
        "status",
    )

    def __init__(self, request_id: str = "", job: str | None = None) -> None:
        self.request_id = request_id
        self.job = job
        self.operation: str | None = None  # of the endpoint: a trusted document's name, or "free"
        self.client: str | None = None  # "public", or the number of the client
        self.client_kind: str | None = None
        self.cache: str | None = None  # where the answer came from
        self.statements = 0  # of SQL
        self.status: int | None = None
        self.seconds: float | None = None  # that it took

    def as_fields(self) -> dict[str, Any]:
        """What is known, for logs."""
        fields = {name: getattr(self, name) for name in LOGGED}
        if self.seconds is not None:
            fields["duration_ms"] = round(1_000 * self.seconds, 2)
        return {name: value for name, value in fields.items() if value is not None and value != ""}


current: ContextVar[Seen | None] = ContextVar("seen", default=None)
