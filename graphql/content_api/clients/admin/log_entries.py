"""What is written down about tokens: in the history of the client and in the site history report."""

from __future__ import annotations

from typing import Any

from wagtail import hooks
from wagtail.log_actions import LogActionRegistry, LogFormatter, log

from ..models import ApiToken

CREATED, ROTATED, REVOKED = (f"content_api.token.{what}" for what in ("create", "rotate", "revoke"))
SAID = {
    CREATED: ("Create token", "Token {prefix} created"),
    ROTATED: ("Replace token", "Token {prefix} replaced by {successor}"),
    REVOKED: ("Revoke token", "Token {prefix} revoked"),
}


def note(action: str, token: ApiToken, user: Any, **data: str) -> None:
    """Write ``action`` on ``token`` into the log of its client. The prefix is no secret."""
    log(token.client, action, user=user, data={"prefix": token.prefix, **data})


@hooks.register("register_log_actions")
def register_actions(actions: LogActionRegistry) -> None:
    for action, (label, message) in SAID.items():
        actions.register_action(action)(_formatter(label, message))


def _formatter(label: str, message: str) -> type[LogFormatter]:
    def format_message(formatter: LogFormatter, log_entry: Any) -> str:
        return message.format(**log_entry.data)

    return type("TokenFormatter", (LogFormatter,), {"label": label, "format_message": format_message})
