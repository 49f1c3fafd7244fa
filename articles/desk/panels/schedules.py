"""Schedules: those that failed, which wait for somebody, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.permissions import page_permission_policy, policy_registry

from articles.models import Claim, Framework, ScheduleFailure

from ..scheduled import scheduled_pages
from .base import DeskPanel, first_and_count

FAILURES_SHOWN = 20  # each waits for somebody


class ScheduleFailuresPanel(DeskPanel):
    """What was due and was refused, for people who may edit it. The most urgent of all: readers wait for it."""

    name = "schedule_failures"
    heading = "Schedules that failed"
    order = 105
    all_is_well = "Every schedule was kept."
    template_name = "articles/desk/panels/schedule_failures.html"

    def is_for(self, user: Any) -> bool:
        """Facts have schedules too."""
        policies = (page_permission_policy, policy_registry.get_by_type(Claim), policy_registry.get_by_type(Framework))
        return any(policy.user_has_any_permission(user, ["change", "publish"]) for policy in policies)

    def find(self) -> tuple[Sequence[Any], int]:
        finder = AdminURLFinder(self.request.user)
        failures = ScheduleFailure.objects.prefetch_related("content_object")
        rows = [row for failure in failures if (row := _row(failure, finder))]
        return rows[:FAILURES_SHOWN], len(rows)

    def report_url(self) -> str:
        return f"{reverse('desk:scheduled')}?has_failed=true"


class ScheduledPagesPanel(DeskPanel):
    """What goes live or ends next."""

    name = "scheduled_pages"
    heading = "Scheduled"
    icon = "calendar-alt"
    order = 160
    template_name = "articles/desk/panels/scheduled.html"

    def is_for(self, user: Any) -> bool:
        return bool(page_permission_policy.user_has_any_permission(user, ["change", "publish"]))

    def find(self) -> tuple[Sequence[Any], int]:
        return first_and_count(scheduled_pages(self.request.user).filter(has_failed=False).order_by("next_at", "pk"))

    def report_url(self) -> str:
        return reverse("desk:scheduled")


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
