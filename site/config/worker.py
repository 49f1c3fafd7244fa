"""Which jobs the worker does. The engine is `content_api.worker`; a job of an app that is added gets its line here."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from articles.desk.claims.counting import count_claims
from articles.links.keeping import drop_unused
from articles.links.running import check_due
from articles.publishing.schedule import publish_due
from articles.transfer.markdown.admin.batches import remove_forgotten
from config.audit.retention import forget_old
from config.login.upkeep import remove_ended as remove_ended_log_ins
from content_api.changes.log import prune
from content_api.clients.usage import usage
from content_api.previews.upkeep import remove_ended
from content_api.purging.job import purge_due
from content_api.webhooks.jobs import JOBS as WEBHOOK_JOBS
from content_api.worker.engine import Worker
from content_api.worker.jobs import Job
from syndication.jobs import JOBS as SYNDICATION_JOBS

__all__ = ["JOBS", "Job", "Worker"]

HOUR = 60 * 60.0  # seconds
DAY = 24 * HOUR

JOBS: Sequence[Job] = (
    # Objects are locked one by one, so every worker takes part.
    Job("scheduled publishing", lambda should_stop: publish_due(should_stop=should_stop), interval=30.0),
    *WEBHOOK_JOBS,
    Job("CDN purge", purge_due, interval=1.0, exclusive=True),
    Job("usage of clients", usage.write_waiting, interval=10.0),
    Job("claims by status", lambda should_stop: count_claims(), interval=HOUR, exclusive=True),
    Job("old changes", lambda should_stop: prune(timezone.now()), interval=DAY, exclusive=True),
    Job("links", check_due, interval=60.0, exclusive=True),
    Job("unused links", lambda should_stop: drop_unused(), interval=DAY, exclusive=True),
    Job("forgotten imports", lambda should_stop: remove_forgotten(), interval=HOUR, exclusive=True),
    Job("ended previews", remove_ended, interval=10 * 60.0, exclusive=True),
    Job("ended log-ins", lambda should_stop: remove_ended_log_ins(timezone.now()), interval=HOUR, exclusive=True),
    Job("old audit log", lambda should_stop: forget_old(timezone.now(), should_stop), interval=DAY, exclusive=True),
    *SYNDICATION_JOBS,
)
