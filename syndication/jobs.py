"""What the worker does for newsletters and feeds."""

from __future__ import annotations

from content_api.worker.jobs import Job

from .feeds.enclosures import make_enclosures
from .newsletters.sending import send_waiting
from .partners.renewals import renewals
from .websub import tell_hub

JOBS = (
    # Each mail is taken by one conditional statement, so every worker takes part.
    Job("test mails", send_waiting, interval=2.0),
    Job("enclosures of feeds", make_enclosures, interval=2.0, exclusive=True),
    Job("receipts of partners", renewals.write_waiting, interval=10.0),
    Job("WebSub", tell_hub, interval=5.0, exclusive=True),
)
