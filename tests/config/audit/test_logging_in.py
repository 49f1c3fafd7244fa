"""Log-ins, failures, lock-outs and second factors in the log."""

from __future__ import annotations

import re
import time

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.core import serializers
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings
from wagtail.models import ModelLogEntry

from accounts.models import User
from config.audit.noting import address_for_log

from .conftest import PASSWORD, Said

pytestmark = pytest.mark.django_db

LOGIN = "/accounts/login/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def log_in(client: Client, password: str = PASSWORD, name: str = "ada") -> None:
    client.post(LOGIN, {"login": name, "password": password}, REMOTE_ADDR="192.0.2.77")


def code(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_log_in_and_out(client: Client, ada: User, said: Said) -> None:
    log_in(client)
    client.post("/admin/logout/", REMOTE_ADDR="192.0.2.77")

    assert said() == [
        ("ada", "ada", "Logged in from 192.0.2.0/24 (password)"),
        ("ada", "ada", "Logged out from 192.0.2.0/24"),
    ]


def test_second_factor_stands_in_the_log_in(client: Client, ada: User, said: Said) -> None:
    TOTP.activate(ada, SECRET)
    log_in(client)
    before = said()
    client.post("/accounts/2fa/authenticate/", {"code": "000000"}, REMOTE_ADDR="192.0.2.77")
    client.post("/accounts/2fa/authenticate/", {"code": code()}, REMOTE_ADDR="192.0.2.77")

    assert before == []
    assert said() == [
        ("system", "ada", "Second factor refused from 192.0.2.0/24"),
        ("ada", "ada", "Logged in from 192.0.2.0/24 (password, TOTP Authenticator)"),
    ]


def test_recovery_code(client: Client, ada: User, said: Said) -> None:
    TOTP.activate(ada, SECRET)
    (first, *_) = RecoveryCodes.activate(ada).get_unused_codes()
    log_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": first}, REMOTE_ADDR="192.0.2.77")

    assert said() == [
        ("ada", "ada", "Recovery code used from 192.0.2.0/24"),
        ("ada", "ada", "Logged in from 192.0.2.0/24 (password, Recovery codes)"),
    ]
    assert first not in serializers.serialize("json", ModelLogEntry.objects.all())


def test_guessing_is_noted_up_to_the_lock_which_is_noted_once(client: Client, ada: User, said: Said) -> None:
    for _ in range(8):
        log_in(client, "wrong")

    failure = ("system", "ada", "Log-in failed from 192.0.2.0/24")
    assert sorted(said()) == sorted(
        [*[failure] * 5, ("system", "ada", "Locked out after too many attempts from 192.0.2.0/24")]
    )


def test_name_that_nobody_has_is_not_written_down(client: Client, ada: User, said: Said) -> None:
    log_in(client, "wrong", name=PASSWORD)

    assert said() == [("system", "(no such account)", "Log-in failed from 192.0.2.0/24")]
    assert PASSWORD not in serializers.serialize("json", ModelLogEntry.objects.all())


def test_factors_are_added_and_removed(
    client: Client, ada: User, said: Said, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    log_in(client)
    ModelLogEntry.objects.all().delete()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    (secret,) = re.findall(r'value="([A-Z2-7]{32})"', page)

    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_activate_totp"), {"code": code(secret)}, REMOTE_ADDR="192.0.2.77")
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_deactivate_totp"), REMOTE_ADDR="192.0.2.77")

    assert said() == [
        ("ada", "ada", "Second factor added from 192.0.2.0/24 (TOTP Authenticator)"),
        ("ada", "ada", "New recovery codes made from 192.0.2.0/24"),
        ("ada", "ada", "Second factor removed from 192.0.2.0/24 (TOTP Authenticator)"),
        ("ada", "ada", "Second factor removed from 192.0.2.0/24 (Recovery codes)"),
    ]
    assert secret not in serializers.serialize("json", ModelLogEntry.objects.all())


@pytest.mark.parametrize(
    ("wanted", "address", "kept"),
    [
        ("shortened", "192.0.2.77", "192.0.2.0/24"),
        ("shortened", "2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
        ("full", "192.0.2.77", "192.0.2.77"),
        ("none", "192.0.2.77", ""),
        ("shortened", "", ""),
    ],
)
def test_address_as_the_operator_wants_it(settings: Settings, rf: object, wanted: str, address: str, kept: str) -> None:
    settings.AUDIT_LOG = {**settings.AUDIT_LOG, "addresses": wanted}
    request = rf.get("/", REMOTE_ADDR=address)  # type: ignore[attr-defined]

    assert address_for_log(request) == kept
