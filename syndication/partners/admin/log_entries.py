"""What is written down about partners: in their history and in the site history report."""

from __future__ import annotations

from typing import Any

from wagtail.log_actions import LogActionRegistry, log

from ...models import SyndicationPartner

GO_LIVE, PAUSE, SHOW, ROTATE = (f"syndication.partner.{what}" for what in ("go_live", "pause", "show", "rotate"))
SAID = {
    GO_LIVE: ("Go live", "The feed went live"),
    PAUSE: ("Pause", "The feed was paused"),
    SHOW: ("Show address", "The address of the feed was shown"),
    ROTATE: ("Replace address", "The address of the feed was replaced"),
}


def note(action: str, partner: SyndicationPartner, user: Any) -> None:
    log(partner, action, user=user)


def register(actions: LogActionRegistry) -> None:
    for action, (label, message) in SAID.items():
        actions.register_action(action, label, message)
