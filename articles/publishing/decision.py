"""May this object be live? The decision of the publish gate, and the override with a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wagtail.log_actions import get_active_log_context, log
from wagtail.models import PageLogEntry, Revision

from .errors import PublishGateError, PublishProblem
from .problems import problems
from .uses import problems_of_taking_away

OVERRIDE_ACTION = "nuages.publish_override"


@dataclass(frozen=True)
class Acceptance:
    """An editor's reason for publishing a page in spite of these problems."""

    reason: str
    problems: Sequence[PublishProblem]

    def record(self, page: Any, revision: Revision | None = None) -> None:
        """Write who accepted what, why and when into the page's history. Later decisions read it there."""
        revision = revision or page.live_revision or page.latest_revision
        user = get_active_log_context().user or (revision.user if revision else None)
        log(
            instance=page,
            action=OVERRIDE_ACTION,
            user=user,
            revision=revision,
            data={
                "reason": self.reason,
                "problems": [{"key": problem.key, "message": problem.message} for problem in self.problems],
            },
        )


def decide(candidate: Any, at: datetime | None = None) -> tuple[list[PublishProblem], Acceptance | None]:
    """The problems that keep `candidate` from being live (at the time `at`), and an override that is new.

    A reason accepts the problems that exist when it is first used, even if these are none; the page's history keeps
    them. Problems that come up later need a reason in other words, so that none passes unseen.
    """
    found = problems(candidate, at=at)
    reason = getattr(candidate, "publish_override_reason", "").strip()
    if not reason:
        return found, None
    refused = [problem for problem in found if not problem.overridable]
    overridden = [problem for problem in found if problem.overridable]
    accepted = accepted_keys(candidate, reason)
    if accepted is None:
        return refused, None if refused else Acceptance(reason, overridden)
    unforeseen = [problem for problem in overridden if problem.key not in accepted]
    if unforeseen:
        refused += [
            *unforeseen,
            PublishProblem(
                f"The reason “{reason}” was given for other problems. Solve the problems above, or write a new reason.",
                key="override:used",
                overridable=False,
            ),
        ]
    return refused, None


def accepted_keys(page: Any, reason: str) -> set[str] | None:
    """The problems for which `reason` was given on this page, or None if it is a new reason."""
    if page.pk is None:
        return None
    entries = PageLogEntry.objects.filter(page=page.pk, action=OVERRIDE_ACTION)
    given = [entry.data["problems"] for entry in entries if entry.data["reason"] == reason]
    return {problem["key"] for listed in given for problem in listed} if given else None


def enter(candidate: Any, at: datetime | None = None) -> Acceptance | None:
    """Raise if `candidate` may not be live; otherwise answer the override that must be recorded, if any."""
    refused, acceptance = decide(candidate, at=at)
    if refused:
        raise PublishGateError(refused)
    return acceptance


def leave(candidate: Any) -> None:
    """Raise if taking `candidate` off the public site would leave live pages without their evidence."""
    if refused := problems_of_taking_away(candidate):
        raise PublishGateError(refused)
