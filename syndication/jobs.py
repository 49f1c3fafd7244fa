"""What the worker does for newsletters."""

from __future__ import annotations

from content_api.worker.jobs import Job

from .newsletters.sending import send_waiting

JOBS = (
    # Each mail is taken by one conditional statement, so every worker takes part.
    Job("test mails", send_waiting, interval=2.0),
)
