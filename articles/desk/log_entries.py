"""What the desk writes into the histories of pages and claims."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.formats import date_format
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .reviews import REVIEWED, SCHEDULED

VERIFIED = "nuages.claim.verify"
RESCHEDULED = "nuages.claim.review_by"
TOPICS = "nuages.page.topics"

# Action, its name, and what is said of it with and without a date.
DATED = {
    REVIEWED: ("Review", "Reviewed and found right", "Reviewed and found right, again by {day}"),
    SCHEDULED: ("Set review date", "Review date taken away", "To be reviewed by {day}"),
    VERIFIED: ("Verify", "Verified again", "Verified again, to be checked by {day}"),
    RESCHEDULED: ("Set review date", "Review date changed", "To be checked by {day}"),
}


def register(actions: LogActionRegistry) -> None:
    for action, (label, without, with_day) in DATED.items():
        actions.register_action(action)(_dated(label, without, with_day))
    actions.register_action(TOPICS)(TopicsFormatter)


def _dated(name: str, without: str, with_day: str) -> type[LogFormatter]:
    class DatedFormatter(LogFormatter):
        label = name

        def format_message(self, log_entry: Any) -> str:
            day = log_entry.data.get("review_by")
            return with_day.format(day=date_format(date.fromisoformat(day))) if day else without

    return DatedFormatter


class TopicsFormatter(LogFormatter):
    label = "Set topics"

    def format_message(self, log_entry: Any) -> str:
        return f"Topics set to: {', '.join(log_entry.data['topics'])}"
