"""What is written down about shared links: in the history of the page and in the site history report."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

from ..models import PreviewLink

SHARED, REVOKED = "content_api.preview.share", "content_api.preview.revoke"
SAID = {
    SHARED: ("Share preview", "Preview shared until {until}"),
    REVOKED: ("Revoke preview", "Shared preview revoked, which was open until {until}"),
}


def note(action: str, link: PreviewLink, user: Any) -> None:
    """Write ``action`` into the log of the link's page. The link itself is a secret and not told."""
    until = link.expires_at.isoformat(sep=" ", timespec="minutes")
    log(link.page.specific, action, user=user, data={"until": until, "for": link.note})  # type: ignore[union-attr]


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    for action, (label, message) in SAID.items():
        actions.register_action(action)(_formatter(label, message))


def _formatter(label: str, message: str) -> type[LogFormatter]:
    def format_message(formatter: LogFormatter, log_entry: Any) -> str:
        text = message.format(**log_entry.data)
        return f"{text}, for {log_entry.data['for']}" if log_entry.data["for"] else text

    return type("PreviewFormatter", (LogFormatter,), {"label": label, "format_message": format_message})
