"""Scheduled publishing: what is due happens, what is refused is shown, and nothing stops the rest."""

from __future__ import annotations

import datetime as dt
import logging
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client
from time_machine import travel
from wagtail.models import Page, PageLogEntry

from articles.models import ArticlePage, Claim, Framework, ScheduledAction, ScheduleFailure
from articles.publishing import schedule
from articles.publishing.schedule import Report, publish_due
from tests.factories.articles import ArticlePageFactory, ClaimFactory, FrameworkFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 9, 0, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
REFUSED = "Block 1 (claim): the claim “Nobody knows.” is not published. Publish the claim, or take it off the page."


@pytest.fixture(autouse=True)
def now() -> Any:
    with travel(NOW, tick=False) as traveller:
        yield traveller


def scheduled(page: Any, at: dt.datetime = LATER) -> Any:
    page.go_live_at = at
    page.save_revision().publish()
    return page


def expiring(instance: Any, at: dt.datetime = LATER) -> Any:
    instance.expire_at = at
    instance.save()
    return instance


def failing(title: str = "Refused", at: dt.datetime = LATER) -> ArticlePage:
    """An article that was fine when it was scheduled."""
    claim = ClaimFactory(statement="Nobody knows.")
    page = ArticlePageFactory(title=title, live=False, body=[("claim", {"claim": claim, "note": ""})])
    scheduled(page, at)
    Claim.objects.get(pk=claim.pk).unpublish()
    return page


def is_live(instance: Any) -> bool:
    return type(instance).objects.get(pk=instance.pk).live


def test_nothing_happens_before_its_time(now: Any) -> None:
    page = scheduled(ArticlePageFactory(live=False))
    now.move_to(LATER - dt.timedelta(seconds=1))

    assert publish_due() == Report()
    assert not is_live(page)


def test_pages_and_snippets_are_published_and_unpublished(now: Any) -> None:
    page = scheduled(ArticlePageFactory(title="Page comes", live=False))
    framework = scheduled(FrameworkFactory(name="Framework comes", live=False))
    old_page = expiring(ArticlePageFactory(title="Page goes"))
    old_framework = expiring(FrameworkFactory(name="Framework goes"))
    now.move_to(LATER)

    report = publish_due()

    assert report == Report(
        published=["Framework comes", "Page comes"], unpublished=["Page goes", "Framework goes"], failed=[]
    )
    assert [is_live(row) for row in (page, framework, old_page, old_framework)] == [True, True, False, False]
    assert ArticlePage.objects.get(pk=old_page.pk).expired
    actions = set(PageLogEntry.objects.values_list("action", flat=True))
    assert {"wagtail.publish.scheduled", "wagtail.unpublish.scheduled"} <= actions
    assert publish_due() == Report()


def test_one_refusal_stops_nothing_else(now: Any) -> None:
    refused = failing(at=LATER - dt.timedelta(minutes=30))
    page = scheduled(ArticlePageFactory(title="Fine", live=False))
    now.move_to(LATER)

    report = publish_due()

    assert (report.published, report.failed) == (["Fine"], ["Refused"])
    assert is_live(page)
    assert not is_live(refused)


def test_a_failure_is_noted_once_and_counted(now: Any, caplog: pytest.LogCaptureFixture) -> None:
    page = failing()
    with caplog.at_level(logging.WARNING, "articles.publishing.schedule"):
        now.move_to(LATER)
        publish_due()
        now.move_to(LATER + dt.timedelta(seconds=30))
        publish_due()

    failure = ScheduleFailure.objects.get()
    assert (failure.content_object, failure.action) == (page, ScheduledAction.PUBLISH)
    assert (failure.problems, failure.attempts) == (REFUSED, 2)
    assert (failure.first_failed_at, failure.last_failed_at) == (LATER, LATER + dt.timedelta(seconds=30))
    assert [record.getMessage() for record in caplog.records if record.name == "articles.publishing.schedule"] == [
        f"Publishing on schedule failed: article “Refused”: {REFUSED}"
    ]


def test_a_refused_revision_stays_scheduled_and_is_published_when_it_can_be(now: Any) -> None:
    page = failing()
    now.move_to(LATER)
    publish_due()
    assert ArticlePage.objects.get(pk=page.pk).approved_schedule

    Claim.objects.get().get_latest_revision_as_object().save_revision().publish()

    assert publish_due().published == ["Refused"]
    assert is_live(page)
    assert not ScheduleFailure.objects.exists()


def reschedule(page: ArticlePage) -> None:
    Claim.objects.get().save_revision().publish()
    scheduled(ArticlePage.objects.get(pk=page.pk), LATER + dt.timedelta(days=1))


def withdraw(page: ArticlePage) -> None:
    revision = page.scheduled_revision
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])


def publish_by_hand(page: ArticlePage) -> None:
    Claim.objects.get().save_revision().publish()
    page = ArticlePage.objects.get(pk=page.pk)
    page.go_live_at = None
    page.save_revision().publish()


def delete(page: ArticlePage) -> None:
    page.delete()


@pytest.mark.parametrize("solve", [reschedule, withdraw, publish_by_hand, delete])
def test_a_failure_is_forgotten_when_the_schedule_is(now: Any, solve: Any) -> None:
    page = failing()
    now.move_to(LATER)
    publish_due()

    solve(page)

    assert not ScheduleFailure.objects.exists()


def test_a_failure_is_forgotten_when_the_live_page_is_unpublished(now: Any) -> None:
    claim = ClaimFactory(statement="Nobody knows.")
    page = ArticlePageFactory()
    page.save_revision().publish()
    page = ArticlePage.objects.get(pk=page.pk)
    page.body = [("claim", {"claim": claim, "note": ""})]
    scheduled(page)
    Claim.objects.get(pk=claim.pk).unpublish()
    now.move_to(LATER)
    publish_due()
    assert ScheduleFailure.objects.count() == 1

    Page.objects.get(pk=page.pk).unpublish()

    assert not ScheduleFailure.objects.exists()


def test_a_schedule_withdrawn_in_bulk_is_forgotten_in_the_next_round(now: Any) -> None:
    page = failing()
    now.move_to(LATER)
    publish_due()

    page.revisions.update(approved_go_live_at=None)
    publish_due()

    assert not ScheduleFailure.objects.exists()


def test_a_shown_claim_does_not_expire(now: Any) -> None:
    claim = ClaimFactory(statement="It began in 2003.")
    page = ArticlePageFactory(title="What is Django?", body=[("claim", {"claim": claim, "note": ""})])
    expiring(claim)
    now.move_to(LATER)

    assert publish_due().failed == ["It began in 2003."]

    failure = ScheduleFailure.objects.get()
    assert (failure.content_object, failure.action) == (claim, ScheduledAction.UNPUBLISH)
    assert failure.problems == (
        "The claim “It began in 2003.” is shown on “What is Django?”. Take it off these pages first."
    )
    page.unpublish()
    assert publish_due().unpublished == ["It began in 2003."]
    assert not ScheduleFailure.objects.exists()


def test_a_later_expiry_is_no_failure_any_more(now: Any) -> None:
    claim = ClaimFactory()
    ArticlePageFactory(body=[("claim", {"claim": claim, "note": ""})])
    expiring(claim)
    now.move_to(LATER)
    publish_due()

    expiring(Claim.objects.get(pk=claim.pk), LATER + dt.timedelta(days=1))
    publish_due()

    assert not ScheduleFailure.objects.exists()


def test_what_goes_together_goes_in_the_right_order(now: Any) -> None:
    claim = expiring(ClaimFactory(statement="Goes too."))
    expiring(ArticlePageFactory(title="Goes", body=[("claim", {"claim": claim, "note": ""})]))
    now.move_to(LATER)

    assert publish_due().unpublished == ["Goes", "Goes too."]


def test_an_unforeseen_error_is_noted_without_its_text(
    now: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    scheduled(ArticlePageFactory(title="Broken", live=False))
    fine = scheduled(FrameworkFactory(live=False))
    now.move_to(LATER)

    def explode(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("a secret")

    monkeypatch.setattr(ArticlePage, "publish", explode)

    assert publish_due().failed == ["Broken"]
    assert is_live(fine)
    assert ScheduleFailure.objects.get().problems == "An error came up (RuntimeError). The log says more."
    assert "a secret" in caplog.text


@pytest.mark.parametrize("method", ["publish", "unpublish"])
def test_a_database_that_is_away_is_nobodys_failure(now: Any, monkeypatch: pytest.MonkeyPatch, method: str) -> None:
    scheduled(ArticlePageFactory(live=False)) if method == "publish" else expiring(ArticlePageFactory())
    now.move_to(LATER)

    def explode(*args: Any, **kwargs: Any) -> None:
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(ArticlePage, method, explode)

    with pytest.raises(OperationalError):
        publish_due()
    assert not ScheduleFailure.objects.exists()


def test_what_another_process_has_done_is_left_alone(now: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    page = scheduled(ArticlePageFactory(live=False))
    old = expiring(ArticlePageFactory())
    now.move_to(LATER)
    listed, gone = list(schedule.due(LATER)), schedule.expired(LATER)
    publish_due()
    entries = PageLogEntry.objects.count()

    report = Report()
    for revision in listed:
        schedule.publish_one(revision, LATER, report)
    for model, key in gone:
        schedule.unpublish_one(model, key, LATER, report)

    assert report == Report()
    assert PageLogEntry.objects.count() == entries
    assert (is_live(page), is_live(old)) == (True, False)


@pytest.mark.parametrize("_case", ["publishing", "unpublishing"])
def test_it_ends_between_two_objects_when_told_to(now: Any, _case: str) -> None:
    if _case == "publishing":
        for _ in range(2):
            scheduled(ArticlePageFactory(live=False))
    else:
        for _ in range(2):
            expiring(ArticlePageFactory())
    now.move_to(LATER)
    answers = iter([False, True])

    report = publish_due(should_stop=lambda: next(answers))

    assert len(report.published) + len(report.unpublished) == 1


def test_the_command_says_what_it_did(now: Any) -> None:
    scheduled(FrameworkFactory(name="Django", live=False))
    expiring(ArticlePageFactory(title="Old"))
    failing()
    now.move_to(LATER)
    out, errors = StringIO(), StringIO()

    call_command("publish_scheduled", stdout=out, stderr=errors)

    assert out.getvalue() == "unpublished: Old\npublished: Django\n"
    assert errors.getvalue() == "refused: Refused (see the dashboard)\n"


@pytest.mark.parametrize("option", ["--dryrun", "--dry-run"])
def test_the_command_can_only_look(now: Any, option: str) -> None:
    framework = scheduled(FrameworkFactory(name="Django", live=False))
    expiring(ArticlePageFactory(title="Old"))
    now.move_to(LATER)
    out = StringIO()

    call_command("publish_scheduled", option, stdout=out)

    assert out.getvalue() == "to unpublish: Old\nto publish: Django\n"
    assert not Framework.objects.get(pk=framework.pk).live


def test_wagtails_former_name_of_the_command_is_ours_too(now: Any) -> None:
    failing()
    now.move_to(LATER)

    call_command("publish_scheduled_pages", stdout=StringIO(), stderr=StringIO())

    assert ScheduleFailure.objects.count() == 1


def test_the_dashboard_shows_failures_to_those_who_may_edit(
    now: Any, admin_client: Client, django_user_model: Any
) -> None:
    page = failing()
    now.move_to(LATER)
    assert "Schedules that failed" not in admin_client.get("/admin/").content.decode()
    publish_due()

    dashboard = admin_client.get("/admin/").content.decode()

    assert "Schedules that failed" in dashboard
    assert f'<a href="/admin/pages/{page.pk}/edit/">Refused</a>' in dashboard
    assert REFUSED in dashboard
    onlooker = django_user_model.objects.create_user("onlooker")
    group = Group.objects.create(name="Onlookers")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.filter(codename="access_admin"))
    onlooker.groups.add(group)
    client = Client()
    client.force_login(onlooker)
    answer = client.get("/admin/")
    assert answer.status_code == 200
    assert "Schedules that failed" not in answer.content.decode()


def test_the_dashboard_survives_a_failure_without_its_object(now: Any, admin_client: Client) -> None:
    failing()
    now.move_to(LATER)
    publish_due()
    ScheduleFailure.objects.update(object_id="0")

    assert "Schedules that failed" not in admin_client.get("/admin/").content.decode()


def test_a_failure_has_a_name(now: Any) -> None:
    page = failing()
    now.move_to(LATER)
    publish_due()
    assert str(ScheduleFailure.objects.get()) == f"Publishing of Articles | article {page.pk}"
