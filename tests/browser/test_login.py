"""Logging in with a real browser: second factors of each kind, and being locked out."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect
from pytest_django import Settings
from wagtail.models import ModelLogEntry

from accounts.models import User

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PASSWORD = "a long password of hers"


@pytest.fixture(autouse=True)
def ada(settings: Settings) -> None:
    settings.MFA_REQUIRED = True
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # the tests' server speaks no TLS
    user = User.objects.create_user("ada", "ada@example.org", PASSWORD, first_name="Ada")
    user.groups.add(Group.objects.get(name="Moderators"))


def log_in(page: Page, password: str, name: str = "ada") -> None:
    page.get_by_label("Username").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


@pytest.fixture
def refused(page: Page) -> Iterator[list[str]]:
    """What the browser did not do because of a content security policy: nothing, in every test."""
    found: list[str] = []
    page.on("console", lambda said: found.append(said.text) if "Content Security Policy" in said.text else None)
    yield found
    assert found == []


def say_again_who_you_are(page: Page) -> None:
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def add_authenticator(page: Page) -> str:
    """Add an authenticator app where the admin leads whoever has no second factor: its secret."""
    page.goto("/admin/")
    log_in(page, PASSWORD)
    expect(page.get_by_text("Your account needs a second factor")).to_be_visible()
    page.get_by_role("link", name="Activate").click()
    say_again_who_you_are(page)
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("Authenticator code").fill(code(secret))
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()
    return secret


@pytest.mark.usefixtures("refused")
def test_second_factor_is_added_and_asked_for(page: Page) -> None:
    secret = add_authenticator(page)
    page.goto("/admin/")
    expect(page).to_have_url("/admin/")

    page.context.clear_cookies()
    page.goto("/admin/")
    log_in(page, PASSWORD)
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill(code(secret, steps=1))  # each is taken once
    page.get_by_role("button", name="Sign In", exact=True).click()

    expect(page).to_have_url("/admin/")


@pytest.mark.usefixtures("refused")
def test_recovery_codes_are_shown_once_and_work_once(page: Page) -> None:
    add_authenticator(page)
    codes = page.locator("#recovery_codes").input_value().split()
    page.reload()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()
    expect(page.get_by_text(codes[0])).to_have_count(0)
    expect(page.locator("#recovery_codes")).to_have_count(0)

    for inside in (True, False):
        page.context.clear_cookies()
        page.goto("/admin/")
        log_in(page, PASSWORD)
        page.get_by_label("Code").fill(codes[0])
        page.get_by_role("button", name="Sign In", exact=True).click()
        if inside:
            expect(page).to_have_url("/admin/")
        else:
            expect(page.get_by_text("Incorrect code")).to_be_visible()
    assert len(set(codes)) == 10


@pytest.mark.usefixtures("refused")
def test_passkey_is_added_and_opens_the_admin(page: Page) -> None:
    keys = page.context.new_cdp_session(page)
    keys.send("WebAuthn.enable")
    keys.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    page.goto("/admin/")
    log_in(page, PASSWORD)
    page.get_by_role("link", name="Add", exact=True).click()
    say_again_who_you_are(page)
    page.get_by_label("Name").fill("Ada's laptop")
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()
    (key,) = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN)
    assert (key.user.get_username(), str(key)) == ("ada", "Ada's laptop")

    page.context.clear_cookies()
    page.goto("/admin/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page).to_have_url("/admin/")
    entry = ModelLogEntry.objects.filter(action="accounts.log_in").latest("timestamp")
    assert (entry.user.get_username(), entry.data["with"]) == ("ada", ["WebAuthn"])


def test_who_guesses_is_locked_out(page: Page) -> None:
    page.goto("/admin/")
    for _ in range(4):
        log_in(page, "wrong")
        expect(page.get_by_text("are not correct")).to_be_visible()
    log_in(page, "wrong")

    expect(page.get_by_role("heading", name="Too many attempts")).to_be_visible()
    expect(page.get_by_text("locked for a quarter of an hour")).to_be_visible()
    page.goto("/admin/")
    log_in(page, PASSWORD)
    expect(page.get_by_role("heading", name="Too many attempts")).to_be_visible()


def test_lock_is_for_that_name_from_that_address_alone(page: Page, settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    User.objects.create_superuser("grace", "grace@example.org", PASSWORD)
    page.set_extra_http_headers({"X-Forwarded-For": "192.0.2.1"})
    page.goto("/admin/")
    for _ in range(5):
        log_in(page, "wrong")
    expect(page.get_by_role("heading", name="Too many attempts")).to_be_visible()

    page.goto("/admin/")
    log_in(page, PASSWORD, "grace")
    expect(page.get_by_text("Your account needs a second factor")).to_be_visible()
    page.context.clear_cookies()
    page.set_extra_http_headers({"X-Forwarded-For": "192.0.2.2"})
    page.goto("/admin/")
    log_in(page, PASSWORD)

    expect(page.get_by_text("Your account needs a second factor")).to_be_visible()
