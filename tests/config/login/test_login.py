"""Logging in: lockout, second factors, and what is closed."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from axes.models import AccessAttempt
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from accounts.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "a long password of hers"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
LOGIN = "/accounts/login/"


@pytest.fixture
def ada() -> User:
    user = User.objects.create_user("ada", "ada@example.org", PASSWORD)
    user.groups.add(Group.objects.get(name="Moderators"))
    return user


def log_in(client: Client, password: str = PASSWORD, name: str = "ada", address: str = "192.0.2.1") -> int:
    answer = client.post(LOGIN, {"login": name, "password": password, "next": "/admin/"}, REMOTE_ADDR=address)
    return answer.status_code


def code(secret: str = SECRET) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def is_inside(client: Client) -> bool:
    return client.get("/admin/").status_code == 200


def test_password_opens_the_admin(client: Client, ada: User) -> None:
    assert client.get("/admin/").headers["Location"] == f"{LOGIN}?next=/admin/"
    assert log_in(client) == 302
    assert is_inside(client)


def test_wagtails_own_form_is_closed(client: Client, ada: User) -> None:
    asked = client.get("/admin/login/?next=/admin/pages/")
    client.post("/admin/login/", {"username": "ada", "password": PASSWORD})

    assert asked.headers["Location"] == f"{LOGIN}?next=/admin/pages/"
    assert not is_inside(client)


def test_nobody_makes_an_account(client: Client) -> None:
    values = {"username": "eve", "email": "eve@example.org", "password1": PASSWORD, "password2": PASSWORD}

    client.post("/accounts/signup/", values)

    assert not User.objects.filter(username="eve").exists()


def test_guessing_locks_the_name_from_that_address(client: Client, ada: User) -> None:
    answers = [log_in(client, "wrong") for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert log_in(client) == 429
    assert not is_inside(client)
    assert log_in(Client(), address="192.0.2.2") == 302


def test_lock_ends(client: Client, ada: User) -> None:
    with time_machine.travel("2026-11-02T12:00Z", tick=False) as clock:
        for _ in range(5):
            log_in(client, "wrong")
        clock.shift(timedelta(minutes=14))
        still = log_in(client)
        clock.shift(timedelta(minutes=16))
        assert (still, log_in(client)) == (429, 302)


def test_success_forgets_what_went_wrong(client: Client, ada: User) -> None:
    for _ in range(4):
        log_in(client, "wrong")
    log_in(client)

    assert AccessAttempt.objects.count() == 0


def test_address_is_that_behind_the_proxies(client: Client, ada: User, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    hops = {"X-Forwarded-For": "203.0.113.9, 198.51.100.7"}
    client.post(LOGIN, {"login": "ada", "password": "wrong"}, headers=hops)

    assert [attempt.ip_address for attempt in AccessAttempt.objects.all()] == ["198.51.100.7"]


def test_second_factor_is_asked_for(client: Client, ada: User) -> None:
    TOTP.activate(ada, SECRET)

    log_in(client)
    before = is_inside(client)
    wrong = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    with_wrong = is_inside(client)
    client.post("/accounts/2fa/authenticate/", {"code": code()})

    assert (before, wrong.status_code, with_wrong, is_inside(client)) == (False, 200, False, True)


def test_recovery_code_works_once(client: Client, ada: User) -> None:
    TOTP.activate(ada, SECRET)
    (first, *_) = RecoveryCodes.activate(ada).get_unused_codes()

    inside = []
    for _ in range(2):
        browser = Client()
        log_in(browser)
        browser.post("/accounts/2fa/authenticate/", {"code": first})
        inside.append(is_inside(browser))

    assert inside == [True, False]


def test_secrets_are_stored_encrypted(ada: User) -> None:
    TOTP.activate(ada, SECRET)

    stored = Authenticator.objects.get().data["secret"]

    assert SECRET not in stored
    assert TOTP(Authenticator.objects.get()).validate_code(code())


def test_second_factor_must_be_added_where_settings_say_so(client: Client, ada: User, settings: Settings) -> None:
    settings.MFA_REQUIRED = True
    log_in(client)

    for path in ("/admin/", "/admin/pages/", "/admin/account/"):
        assert client.get(path).headers["Location"] == reverse("mfa_index")
    page = client.get(reverse("mfa_index"))
    assert "Your account needs a second factor" in page.content.decode()


def test_enrolment_opens_the_admin(client: Client, ada: User, settings: Settings) -> None:
    settings.MFA_REQUIRED = True
    log_in(client)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp")).content.decode()
    (secret,) = re.findall(r'value="([A-Z2-7]{32})"', page)

    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})

    assert is_inside(client)
    kinds = set(Authenticator.objects.values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}


def test_leaving_is_possible_without_a_second_factor(client: Client, ada: User, settings: Settings) -> None:
    settings.MFA_REQUIRED = True
    log_in(client)

    client.post("/admin/logout/")

    assert client.get("/admin/").headers["Location"] == f"{LOGIN}?next=/admin/"


def test_account_page_leads_to_second_factors(client: Client, ada: User) -> None:
    log_in(client)

    assert reverse("mfa_index") in client.get("/admin/account/").content.decode()


def test_new_password_by_mail(client: Client, ada: User, mailoutbox: list[object]) -> None:
    client.post("/accounts/password/reset/", {"email": "ada@example.org"})
    client.post("/accounts/password/reset/", {"email": "nobody@example.org"})

    first, second = mailoutbox
    assert (first.to, second.to) == (["ada@example.org"], ["nobody@example.org"])  # type: ignore[attr-defined]
    assert "/accounts/password/reset/key/" in first.body  # type: ignore[attr-defined]
    assert "/accounts/password/reset/key/" not in second.body  # type: ignore[attr-defined]


def test_pages_of_logging_in_run_files_of_ours_alone(client: Client) -> None:
    policy = client.get(LOGIN)["Content-Security-Policy"]

    assert "script-src 'self';" in f"{policy};"
