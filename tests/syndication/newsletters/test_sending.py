"""“Send a test”: who may, how often, and what arrives."""

from __future__ import annotations

from datetime import timedelta
from smtplib import SMTPException
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from syndication.models import NewsletterIssuePage, TrialMail
from syndication.models.trial import KEPT, MOST_AN_HOUR, TrialState
from syndication.newsletters.sending import send_waiting
from tests.factories.syndication import NewsletterIssuePageFactory

pytestmark = pytest.mark.django_db


def send() -> int:
    return send_waiting(lambda: False)


@pytest.fixture
def issue() -> NewsletterIssuePage:
    made: NewsletterIssuePage = NewsletterIssuePageFactory(subject="As published", mail_tool="brevo")
    made.subject, made.greeting = "As typed", "Hello {first_name},"
    made.save_revision()
    return made


@pytest.fixture
def editor(client: Client) -> User:
    user = User.objects.create_user("ed", "ed@example.org", "secret")
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return user


def ask_for(client: Client, issue: NewsletterIssuePage, recipients: str) -> Any:
    return client.post(reverse("syndication_send_test", args=[issue.pk]), {"recipients": recipients})


def test_the_draft_arrives_in_both_forms(client: Client, editor: User, issue: NewsletterIssuePage) -> None:
    assert ask_for(client, issue, "ada@example.org\n bo@example.org\nada@example.org\n").status_code == 302
    assert mail.outbox == []  # nothing is sent within a request
    assert send() == 1
    first, second = mail.outbox
    assert isinstance(first, EmailMultiAlternatives)
    assert [first.to, second.to] == [["ada@example.org"], ["bo@example.org"]]
    assert first.subject == "[Test] As typed"
    assert first.reply_to == ["ed@example.org"]
    assert first.extra_headers["X-Nuages-Test"] == str(issue.uid)
    assert first.body.startswith("As typed\n")
    ((html, media_type),) = [(one.content, one.mimetype) for one in first.alternatives]
    assert media_type == "text/html"
    for form in (first.body, html):
        assert "{{" not in form
        assert "Hello," in form
    page = client.get(reverse("syndication_send_test", args=[issue.pk])).content.decode()
    assert "Sent" in page
    assert "ada@example.org, bo@example.org" in page
    assert send() == 0
    assert len(mail.outbox) == 2


def test_the_test_is_of_what_was_asked_for(client: Client, editor: User, issue: NewsletterIssuePage) -> None:
    ask_for(client, issue, "ada@example.org")
    issue.subject = "Typed later"
    issue.save_revision()
    send()
    assert [message.subject for message in mail.outbox] == ["[Test] As typed"]


@pytest.mark.parametrize(
    ("recipients", "sentence"),
    [
        ("", "This field is required."),
        ("ada@example.org\nnobody", "“nobody” is no e-mail address."),
        ("\n".join(f"a{number}@example.org" for number in range(6)), "A test goes to 5 addresses at most, not 6."),
        ("ada@example.org, bo@example.org", "is no e-mail address."),
        ("ada@example.org\rBcc: bo@example.org", "is no e-mail address."),
    ],
)
def test_addresses_are_checked(
    client: Client, editor: User, issue: NewsletterIssuePage, recipients: str, sentence: str
) -> None:
    response = ask_for(client, issue, recipients)
    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not TrialMail.objects.exists()


def test_tests_are_counted(client: Client, editor: User, issue: NewsletterIssuePage) -> None:
    made = [TrialMail(issue=issue, recipients=["a@example.org"], asked_by=editor) for _ in range(MOST_AN_HOUR)]
    TrialMail.objects.bulk_create(made)
    assert "wait a little" in ask_for(client, issue, "ada@example.org").content.decode()
    assert TrialMail.objects.count() == MOST_AN_HOUR
    TrialMail.objects.update(asked_at=timezone.now() - timedelta(hours=1))
    assert ask_for(client, issue, "ada@example.org").status_code == 302


def test_only_who_may_edit_the_issue(client: Client, issue: NewsletterIssuePage) -> None:
    stranger = User.objects.create_user("someone", "someone@example.org", "secret")
    client.force_login(stranger)
    assert ask_for(client, issue, "ada@example.org").status_code in (302, 403)
    client.logout()
    assert "/login/" in ask_for(client, issue, "ada@example.org").url
    assert not TrialMail.objects.exists()


@pytest.mark.parametrize("error", [ConnectionRefusedError("refused"), SMTPException("no such user")])
def test_what_goes_wrong_is_shown(
    client: Client, editor: User, issue: NewsletterIssuePage, error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    ask_for(client, issue, "ada@example.org")
    with mock.patch.object(EmailMultiAlternatives, "send", side_effect=error):
        assert send() == 1
    row = TrialMail.objects.get()
    assert (row.state, row.problem) == (TrialState.FAILED, f"{type(error).__name__}: {error}")
    assert send() == 0
    page = client.get(reverse("syndication_send_test", args=[issue.pk])).content.decode()
    assert str(error) in page


def test_old_tests_are_forgotten(issue: NewsletterIssuePage) -> None:
    TrialMail.objects.create(issue=issue, state=TrialState.SENT, asked_at=timezone.now() - KEPT - timedelta(days=1))
    kept = TrialMail.objects.create(issue=issue, state=TrialState.SENT)
    send()
    assert list(TrialMail.objects.all()) == [kept]


def test_the_button_stands_on_issues_only(client: Client, editor: User, issue: NewsletterIssuePage) -> None:
    address = reverse("syndication_send_test", args=[issue.pk])
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[issue.pk])).content.decode()
    assert address in edit
    parent = client.get(reverse("wagtailadmin_pages:edit", args=[issue.get_parent().pk])).content.decode()
    assert "Send a test" not in parent
