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


def test_other_spellings_bring_no_further_attempts(client: Client, ada: User) -> None:
    User.objects.create_user("mia", "mia@example.org", PASSWORD)
    names = ["mia", "Mia", "MIA", " mia", "m\u0131a"]  # a dotless i is an I where it is large

    answers = [log_in(client, "wrong", name) for name in names]

    assert answers == [200, 200, 200, 200, 429]
    assert log_in(client, PASSWORD, "MiA") == 429


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


def test_second_factor_cannot_be_guessed(client: Client, ada: User) -> None:
    TOTP.activate(ada, SECRET)
    log_in(client)

    for _ in range(5):
        client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    right = client.post("/accounts/2fa/authenticate/", {"code": code()})
    other = Client()
    log_in(other, address="192.0.2.2")
    from_elsewhere = other.post("/accounts/2fa/authenticate/", {"code": code()}, REMOTE_ADDR="192.0.2.2")

    assert "Too many failed" in right.content.decode()
    assert (from_elsewhere.status_code, is_inside(client), is_inside(other)) == (200, False, False)


def test_guessing_passwords_of_a_name_elsewhere_keeps_nobody_out(client: Client, ada: User) -> None:
    for number in range(12):
        log_in(Client(), "wrong", address=f"198.51.100.{number}")

    assert log_in(client) == 302


def test_behind_a_proxy_each_has_limits_of_their_own(ada: User, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1

    def try_from(address: str) -> int:
        answer = Client().post(LOGIN, {"login": "ada", "password": PASSWORD}, headers={"X-Forwarded-For": address})
        return answer.status_code

    assert [try_from("192.0.2.1") for _ in range(31)] == [302] * 30 + [429]
    assert try_from("192.0.2.2") == 302


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


@pytest.mark.parametrize(
    "goal",
    [
        "https://evil.example/",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https:evil.example",
        "http://testserver@evil.example/",
        "javascript:alert(1)",
        "/%0d%0aSet-Cookie:a=b",
    ],
)
def test_nobody_is_led_elsewhere(client: Client, ada: User, goal: str) -> None:
    asked = client.get("/admin/login/", {"next": goal})
    form = client.get(asked.headers["Location"]).content.decode()
    answer = client.post(LOGIN, {"login": "ada", "password": PASSWORD, "next": goal})

    assert asked.headers["Location"].startswith(f"{LOGIN}?next=")
    assert 'action="/accounts/login/"' in form
    assert answer.status_code == 302
    assert answer.headers["Location"] == ("/%0d%0aSet-Cookie:a=b" if goal.startswith("/%0d") else "/admin/")
    assert "evil" not in answer.headers["Location"]


def test_host_of_a_mail_is_ours(client: Client, ada: User, mailoutbox: list[object]) -> None:
    refused = client.post("/accounts/password/reset/", {"email": "ada@example.org"}, headers={"Host": "evil.example"})
    client.post("/accounts/password/reset/", {"email": "ada@example.org"}, headers={"X-Forwarded-Host": "evil.example"})

    assert refused.status_code == 400
    (mail,) = mailoutbox
    assert "http://testserver/accounts/password/reset/key/" in mail.body  # type: ignore[attr-defined]
    assert "evil" not in mail.body  # type: ignore[attr-defined]


def test_wagtails_own_reset_is_closed(client: Client, ada: User, mailoutbox: list[object]) -> None:
    assert client.get("/admin/password_reset/").status_code == 404
    assert client.post("/admin/password_reset/", {"email": "ada@example.org"}).status_code == 404
    assert mailoutbox == []


def test_nobody_changes_the_address_that_opens_the_account(client: Client, ada: User) -> None:
    log_in(client)
    page = client.get("/admin/account/").content.decode()

    assert ("name_email-first_name" in page, "name_email-email" in page) == (True, False)


def account_form(**different: str) -> dict[str, str]:
    """What Wagtail's page of one's own account sends."""
    return {
        "name_email-first_name": "Ada",
        "name_email-last_name": "Lovelace",
        "notifications-submitted_notifications": "on",
        "locale-preferred_language": "en",
        "locale-current_time_zone": "UTC",
        "theme-theme": "system",
        "theme-contrast": "system",
        "theme-density": "default",
        "theme-keyboard_shortcuts": "on",
        "password-old_password": PASSWORD,
    } | different


def test_new_password_ends_all_other_sessions(client: Client, ada: User) -> None:
    other = Client()
    for browser in (client, other):
        log_in(browser)
    new = "another long password"

    client.post("/admin/account/", account_form(**{"password-new_password1": new, "password-new_password2": new}))

    assert (is_inside(client), is_inside(other)) == (True, False)
    assert log_in(Client(), new) == 302


@pytest.mark.parametrize("new", ["elevenchars", "123456789012", "ada@example.org", "1q2w3e4r5t6y"])
def test_weak_password_is_refused(client: Client, ada: User, new: str) -> None:
    log_in(client)

    client.post("/admin/account/", account_form(**{"password-new_password1": new, "password-new_password2": new}))

    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_session_ends_with_the_browser_and_after_twelve_hours(client: Client, ada: User) -> None:
    log_in(client)

    assert client.cookies["sessionid"]["max-age"] == ""
    assert client.session.get_expiry_age() == 12 * 60 * 60


def test_recovery_codes_are_shown_once(client: Client, ada: User) -> None:
    TOTP.activate(ada, SECRET)
    codes = RecoveryCodes.activate(ada).get_unused_codes()
    log_in(client)
    client.post("/accounts/2fa/authenticate/", {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

    first, second = (client.get(reverse("mfa_view_recovery_codes")).content.decode() for _ in range(2))

    assert [one in first for one in codes] == [True] * 10
    assert [one in second for one in codes] == [False] * 10
    assert client.get(reverse("mfa_download_recovery_codes")).status_code == 403
