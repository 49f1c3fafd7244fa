"""What the worker does for webhooks."""

from __future__ import annotations

from ..worker.jobs import Job
from .dispatch import deliver_due
from .retention import prune

DAY = 24 * 60 * 60.0  # seconds

JOBS = (
    # Endpoints are leased one by one, so every worker takes part.
    Job("webhooks", deliver_due, interval=0.5),
    Job("old webhook deliveries", prune, interval=DAY, exclusive=True),
)
