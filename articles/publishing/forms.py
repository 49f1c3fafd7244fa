"""The editor's forms: problems appear beside what was typed, before anything is published."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.forms.pages import WagtailAdminPageForm

from ..desk.duplicates.forms import WatchedTitle
from .decision import decide
from .errors import GATE_CODE
from .gate import gate_paused


class PublishGateFormMixin:
    """Asks the publish gate when the editor publishes, schedules or gives the last approval; never for a draft."""

    _gate_was_asked = False

    def _post_clean(self) -> None:
        """A live object's form is also used to save drafts: cleaning the object must not ask the gate."""
        with gate_paused(self.instance):  # type: ignore[attr-defined]
            super()._post_clean()  # type: ignore[misc]

    def is_valid(self) -> bool:
        valid: bool = super().is_valid()  # type: ignore[misc]
        if not valid or self._gate_was_asked or not self._goes_live():
            return valid
        self._gate_was_asked = True
        # The children belong to the object only once the form is saved; this stores nothing.
        candidate = self.save(commit=False)  # type: ignore[attr-defined]
        refused, _ = decide(candidate, at=later(candidate.go_live_at))
        for problem in refused:
            self.add_error(None, ValidationError(problem.message, code=GATE_CODE))  # type: ignore[attr-defined]
        return not refused

    def _goes_live(self) -> bool:
        if self.is_deferred_validation:  # type: ignore[attr-defined]
            return False  # saved as a draft, whatever was asked for: the person may not publish
        data: Any = self.data  # type: ignore[attr-defined]
        if data.get("action-publish"):
            return True
        if data.get("action-workflow-action") and data.get("workflow-action-name") == "approve":
            state = getattr(self.instance, "current_workflow_state", None)  # type: ignore[attr-defined]
            return bool(state and state.is_at_final_task)
        return False


def later(moment: datetime | None) -> datetime | None:
    """`moment` if it is still to come: then publishing means scheduling."""
    return moment if moment and moment > timezone.now() else None


class PublishGatePageForm(WatchedTitle, PublishGateFormMixin, WagtailAdminPageForm):
    """The page editor's form."""


class PublishGateForm(PublishGateFormMixin, WagtailAdminModelForm):
    """The form of snippets with drafts."""
