"""The dashboard's panel of schedules that failed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component

from articles.models.schedule_failure import ScheduleFailure


class ScheduleFailuresPanel(Component):
    """Lists what was due and was refused, to people who may edit it."""

    name = "schedule_failures"
    template_name = "articles/publishing/schedule_failures.html"
    order = 120

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        finder = AdminURLFinder(parent_context["request"].user)
        return {"failures": [row for failure in ScheduleFailure.objects.all() if (row := _row(failure, finder))]}


def _row(failure: ScheduleFailure, finder: AdminURLFinder) -> dict[str, Any] | None:
    """What the panel shows of a failure; nothing if the object is gone or not the user's to edit."""
    instance: Any = failure.content_object
    edit_url = finder.get_edit_url(instance) if instance is not None else None
    if edit_url is None:
        return None
    return {
        "title": str(instance),
        "kind": instance._meta.verbose_name,
        "action": failure.get_action_display(),
        "edit_url": edit_url,
        "problems": failure.problems.splitlines(),
        "since": failure.first_failed_at,
        "attempts": failure.attempts,
    }
