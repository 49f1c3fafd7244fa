"""What the log learns of second factors."""

from __future__ import annotations

from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User

from . import actions
from .noting import note

CODES = Authenticator.Type.RECOVERY_CODES


@receiver(mfa.authenticator_added)
@receiver(mfa.authenticator_reset)
def added(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == CODES:
        note(actions.CODES_MADE, user, user, request)
    else:
        note(actions.FACTOR_ADDED, user, user, request, **{"with": [kind(authenticator)]})


@receiver(mfa.authenticator_removed)
def removed(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    note(actions.FACTOR_REMOVED, user, user, request, **{"with": [kind(authenticator)]})


@receiver(mfa.authenticator_used)
def used(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Recovery codes alone: an authenticator app stands in the entry of the log-in."""
    if authenticator.type == CODES:
        note(actions.CODE_USED, user, user, request)


def kind(authenticator: Authenticator) -> str:
    """Such as "TOTP Authenticator"; the name that somebody has given to a passkey is left out."""
    return str(Authenticator.Type(authenticator.type).label)
