"""What the log learns of log-ins, from the signals of Django, django-allauth and django-axes."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.signals import password_reset
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest

from accounts.models import User
from config.login.lockout import username_of

from . import actions
from .noting import note, note_nobody

NAMES = {"password": "password", "socialaccount": "single sign-on"}


@receiver(user_logged_in)
def logged_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    records = get_authentication_records(request, user)
    note(actions.LOGGED_IN, user, user, request, **{"with": [_way(record) for record in records]})


def _way(record: dict[str, Any]) -> str:
    """How somebody said who they are: one step of it."""
    if record["method"] == "mfa":
        return str(Authenticator.Type(record["type"]).label)
    return NAMES.get(record["method"], str(record["method"]))


@receiver(user_logged_out)
def logged_out(sender: Any, request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        note(actions.LOGGED_OUT, user, user, request)


@receiver(user_login_failed)
def failed(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **_: Any) -> None:
    """Each failure up to the lock: what somebody tries who is locked out already says nothing new."""
    if request is None or _was_locked(request):
        return
    user = _named(username_of(request, credentials))
    if user is None:
        note_nobody(actions.LOG_IN_FAILED, request)
    else:
        note(actions.LOG_IN_FAILED, user, None, request)


@receiver(user_locked_out)
def locked_out(sender: Any, request: HttpRequest, username: str, **_: Any) -> None:
    """The lock itself, once: the signal comes with every attempt while it lasts."""
    user = _named(username)
    if user is not None and not _was_locked(request):
        note(actions.LOCKED_OUT, user, None, request)


@receiver(password_reset)
def reset(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    note(actions.PASSWORD_RESET, user, None, request)


@receiver(mfa.authentication_failed)
def factor_failed(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    note(actions.FACTOR_FAILED, user, None, request)


def _was_locked(request: HttpRequest) -> bool:
    """Whether the attempt came during a lock: django-axes counts it then no more."""
    return getattr(request, "axes_locked_out", False) and getattr(request, "axes_failures_since_start", None) is None


def _named(username: str) -> User | None:
    return User.objects.filter(username__iexact=username).order_by("pk").first()
