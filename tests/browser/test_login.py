"""Logging in with a real browser: adding a second factor, and being locked out."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.contrib.auth.models import Group
from playwright.sync_api import Page, expect
from pytest_django import Settings

from accounts.models import User

pytestmark = pytest.mark.django_db(transaction=True)

PASSWORD = "a long password of hers"


@pytest.fixture(autouse=True)
def ada(settings: Settings) -> None:
    settings.MFA_REQUIRED = True
    user = User.objects.create_user("ada", "ada@example.org", PASSWORD, first_name="Ada")
    user.groups.add(Group.objects.get(name="Moderators"))


def log_in(page: Page, password: str) -> None:
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def code(secret: str, steps: int = 0) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30 + steps))


def test_second_factor_is_added_and_asked_for(page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    page.goto("/admin/")
    log_in(page, PASSWORD)
    expect(page.get_by_text("Your account needs a second factor")).to_be_visible()
    page.get_by_role("link", name="Activate").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    secret = page.locator("#authenticator_secret").input_value()
    page.get_by_label("Authenticator code").fill(code(secret))
    page.get_by_role("button", name="Activate").click()
    expect(page.get_by_text("recovery codes").first).to_be_visible()
    page.goto("/admin/")
    expect(page.get_by_role("heading", name="Nuages")).to_be_visible()

    page.context.clear_cookies()
    page.goto("/admin/")
    log_in(page, PASSWORD)
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill(code(secret, steps=1))  # each is taken once
    page.get_by_role("button", name="Sign In", exact=True).click()

    expect(page.get_by_role("heading", name="Nuages")).to_be_visible()
    assert refused == []


def test_who_guesses_is_locked_out(page: Page) -> None:
    page.goto("/admin/")
    for _ in range(4):
        log_in(page, "wrong")
        expect(page.get_by_text("are not correct")).to_be_visible()
    log_in(page, "wrong")

    expect(page.get_by_role("heading", name="Too many attempts")).to_be_visible()
    page.goto("/admin/")
    log_in(page, PASSWORD)
    expect(page.get_by_role("heading", name="Too many attempts")).to_be_visible()
