"""What the bulk actions have in common: they say what happens to whom, and who is left out and why."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from wagtail.admin import messages

from articles.publishing.errors import PublishGateError

NAMED = 10  # of those left out, in the message afterwards


@dataclass
class Outcome:
    """What an action has done."""

    changed: int = 0
    unchanged: int = 0
    left_out: list[tuple[Any, str]] = field(default_factory=list)


class SaidBeforehand(ABC):
    """Put it before Wagtail's class. Subclasses say what they do, and whom they leave out (`reason_to_leave_out`)."""

    template_name = "articles/desk/bulk_actions/confirm.html"
    heading = ""
    question = ""
    button = ""
    noun = ("page", "pages")
    done = "changed"  # "3 pages are …"
    request: Any

    def reason_to_leave_out(self, item: Any) -> str:
        """Why nothing is going to happen to `item`; empty if something is."""
        return ""

    def effect_on(self, item: Any) -> str:
        """What is going to happen to `item`, where that differs from item to item."""
        return ""

    @abstractmethod
    def apply_to_all(self, items: list[Any], user: Any) -> Outcome:
        """Do it."""

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, Any]]:
        objects, others = super().get_actionable_objects()  # type: ignore[misc]
        reasons = [(item, self.reason_to_leave_out(item)) for item in objects]
        kept = [item for item, reason in reasons if not reason]
        return kept, {**others, "left_out": [(item, reason) for item, reason in reasons if reason]}

    def object_context(self, obj: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().object_context(obj)  # type: ignore[misc]
        return context | {"effect": self.effect_on(obj)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        without_access = [one["item"] if isinstance(one, dict) else one for one in context["items_with_no_access"]]
        return context | {"action": self, "without_access": without_access}

    def prepare_action(self, objects: list[Any], objects_without_access: dict[str, Any]) -> HttpResponse | None:
        self._left_out = objects_without_access["left_out"]
        if objects:
            return None
        self._say_who_was_left_out(self._left_out)
        return redirect(self.next_url)  # type: ignore[attr-defined]

    def get_execution_context(self) -> dict[str, Any]:
        return {"action": self, "user": self.request.user}

    @classmethod
    def execute_action(cls, objects: list[Any], action: Any = None, user: Any = None, **kwargs: Any) -> tuple[int, int]:
        outcome = action.outcome = action.apply_to_all(objects, user)
        return outcome.changed, 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        outcome: Outcome = self.outcome  # type: ignore[attr-defined]
        self._say_who_was_left_out([*self._left_out, *outcome.left_out])
        same = f" {outcome.unchanged} had it already." if outcome.unchanged else ""
        return f"{self.counted(outcome.changed)} {self.done}.{same}" if outcome.changed or same else None

    def counted(self, number: int) -> str:
        return f"{number} {self.noun[0]} is" if number == 1 else f"{number} {self.noun[1]} are"

    def _say_who_was_left_out(self, left_out: Iterable[tuple[Any, str]]) -> None:
        lines = [f"“{item}” {reason}" for item, reason in left_out]
        if lines:
            more = [f"and {len(lines) - NAMED} more"] if len(lines) > NAMED else []
            listed = format_html_join("", "<li>{}</li>", ((line,) for line in [*lines[:NAMED], *more]))
            messages.warning(self.request, format_html("Left out:<ul>{}</ul>", listed))


class OneByOne(SaidBeforehand):
    """Does it to one item after the other; those that the publish gate refuses are left out."""

    @abstractmethod
    def apply_to(self, item: Any, user: Any) -> bool:
        """Do it. False if `item` was like that already."""

    def apply_to_all(self, items: list[Any], user: Any) -> Outcome:
        outcome = Outcome()
        for item in items:
            try:
                with transaction.atomic():
                    was_changed = self.apply_to(item, user)
            except PublishGateError as error:
                outcome.left_out.append((item, " ".join(error.messages)))
            else:
                outcome.changed += was_changed
                outcome.unchanged += not was_changed
        return outcome
