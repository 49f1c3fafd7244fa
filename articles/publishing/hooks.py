"""What the publish gate adds to the admin: the log entry of an override."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter

from .decision import OVERRIDE_ACTION


@hooks.register("register_log_actions")
def register_override(actions: LogActionRegistry) -> None:
    """Name the override in the page's history and in the site history report."""

    @actions.register_action(OVERRIDE_ACTION)
    class OverrideFormatter(LogFormatter):
        label = "Publish in spite of problems"

        def format_message(self, log_entry: Any) -> str:
            count = len(log_entry.data["problems"])
            if not count:
                return "Reason to publish noted; there was no problem"
            return f"Publishing allowed in spite of {count} problem{'' if count == 1 else 's'}"

        def format_comment(self, log_entry: Any) -> str:
            problems = " ".join(problem["message"] for problem in log_entry.data["problems"])
            return f"{log_entry.data['reason']} [{problems}]" if problems else str(log_entry.data["reason"])
