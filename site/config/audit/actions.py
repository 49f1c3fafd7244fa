"""What the log calls that which happens to accounts, and how it says it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.log_actions import LogActionRegistry, LogFormatter

LOGGED_IN = "accounts.log_in"
LOG_IN_FAILED = "accounts.log_in.fail"
FACTOR_FAILED = "accounts.log_in.fail_factor"
LOCKED_OUT = "accounts.log_in.lock_out"
LOGGED_OUT = "accounts.log_out"
FACTOR_ADDED = "accounts.factor.add"
FACTOR_REMOVED = "accounts.factor.remove"
CODES_MADE = "accounts.recovery_codes.make"
CODE_USED = "accounts.recovery_codes.use"
PASSWORD_CHANGED = "accounts.password.change"  # noqa: S105
PASSWORD_RESET = "accounts.password.reset"  # noqa: S105
GROUPS_CHANGED = "accounts.groups.change"
RIGHTS_CHANGED = "accounts.rights.change"
IMPORTED = "config.content.import"

SAID = {
    LOGGED_IN: ("Log in", "Logged in"),
    LOG_IN_FAILED: ("Failed log-in", "Log-in failed"),
    FACTOR_FAILED: ("Failed second factor", "Second factor refused"),
    LOCKED_OUT: ("Lock-out", "Locked out after too many attempts"),
    LOGGED_OUT: ("Log out", "Logged out"),
    FACTOR_ADDED: ("Add second factor", "Second factor added"),
    FACTOR_REMOVED: ("Remove second factor", "Second factor removed"),
    CODES_MADE: ("Make recovery codes", "New recovery codes made"),
    CODE_USED: ("Use recovery code", "Recovery code used"),
    PASSWORD_CHANGED: ("Change password", "Password changed"),
    PASSWORD_RESET: ("Reset password", "Password replaced by a link in a mail"),
    GROUPS_CHANGED: ("Change groups", "Groups changed"),
    RIGHTS_CHANGED: ("Change rights", "Rights changed"),
    IMPORTED: ("Import content", "Content imported"),
}


def register(actions: LogActionRegistry) -> None:
    for action, (name, said) in SAID.items():
        actions.register_action(action)(type("Said", (DetailedFormatter,), {"label": name, "message": said}))


class DetailedFormatter(LogFormatter):
    """The message with what the entry tells besides."""

    def format_message(self, log_entry: Any) -> str:
        details = "; ".join(_details(log_entry.data))
        address = f" from {log_entry.data['address']}" if log_entry.data.get("address") else ""
        return f"{self.message}{address}{f' ({details})' if details else ''}"


def _details(data: dict[str, Any]) -> Iterator[str]:
    for name in ("with", "added", "removed", "counts"):
        if data.get(name):
            yield f"{name}: {', '.join(data[name])}" if name in ("added", "removed") else ", ".join(data[name])
