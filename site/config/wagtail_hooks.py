"""What the project adds to the admin as a whole."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

from .audit import actions as audit_actions
from .audit.bulk import note_bulk_action


@hooks.register("register_account_menu_item")
def second_factors(request: HttpRequest) -> dict[str, str]:
    """On the page of one's own account."""
    return {
        "url": reverse("mfa_index"),
        "label": "Second factors",
        "help_text": "Authenticator app, passkeys and recovery codes.",
    }


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    audit_actions.register(actions)


hooks.register("after_bulk_action")(note_bulk_action)
