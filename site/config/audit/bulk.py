"""What the log learns of Wagtail's bulk actions, which write past the places where Wagtail notes what happens.

Pages note themselves what is done with them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from wagtail.log_actions import log
from wagtail.models import Page

from . import actions
from .noting import note

DELETE, ACTIVITY = "delete", "set_active_state"
EDITS = ("add_to_collection", "add_tags")


def note_bulk_action(request: HttpRequest, action_type: str, objects: Iterable[Any], view: Any) -> None:
    """After each bulk action of the admin."""
    for one in objects:
        if isinstance(one, Page):
            return
        if action_type == DELETE:
            log(one, "wagtail.delete", user=request.user, deleted=True)
        elif action_type == ACTIVITY:
            chosen = view.cleaned_form.cleaned_data["mark_as_active"]
            note(actions.RIGHTS_CHANGED, one, request.user, None, **{"added" if chosen else "removed": ["is_active"]})
        elif action_type in EDITS:
            log(one, "wagtail.edit", user=request.user)
