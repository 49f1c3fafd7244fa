"""How long the log is kept, and what is left of log-ins that are over."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.utils import timezone
from pytest_django import Settings
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from config.audit import retention
from config.audit.retention import forget_old
from config.login.upkeep import remove_ended
from config.worker import JOBS
from tests.factories.articles import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries_of_days() -> None:
    page, topic = ArticlePageFactory.create(), TopicFactory()
    ModelLogEntry.objects.all().delete()
    PageLogEntry.objects.all().delete()
    for days in (1, 29, 31, 400):
        log(page, "wagtail.edit", timestamp=timezone.now() - timedelta(days=days))
        log(topic, "wagtail.edit", timestamp=timezone.now() - timedelta(days=days))


def left() -> tuple[int, int]:
    return PageLogEntry.objects.count(), ModelLogEntry.objects.count()


@pytest.mark.usefixtures("entries_of_days")
@pytest.mark.parametrize(("days", "forgotten", "kept"), [(0, 0, 4), (30, 4, 2), (365, 2, 3)])
def test_old_entries_go(settings: Settings, days: int, forgotten: int, kept: int) -> None:
    settings.AUDIT_LOG = {**settings.AUDIT_LOG, "days": days}

    assert forget_old(timezone.now()) == forgotten
    assert left() == (kept, kept)


@pytest.mark.usefixtures("entries_of_days")
def test_it_goes_by_pieces_and_stops_between_them(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "AT_ONCE", 1)
    settings.AUDIT_LOG = {**settings.AUDIT_LOG, "days": 30}
    answers = iter([False, True, True])

    assert forget_old(timezone.now(), lambda: next(answers)) == 1
    assert forget_old(timezone.now()) == 3


def test_what_log_ins_leave_behind(settings: Settings) -> None:
    now = timezone.now()
    for age in (timedelta(minutes=1), settings.AXES_COOLOFF_TIME + timedelta(minutes=1)):
        AccessAttempt.objects.create(attempt_time=now, failures_since_start=1, username=str(age))
        AccessAttempt.objects.filter(username=str(age)).update(attempt_time=now - age)
    for seconds in (60, -60):
        session = SessionStore()
        session.set_expiry(seconds)
        session.save()

    remove_ended(now)

    assert [attempt.username for attempt in AccessAttempt.objects.all()] == ["0:01:00"]
    assert Session.objects.count() == 1


def test_worker_does_both() -> None:
    assert {"old audit log", "ended log-ins"} <= {job.name for job in JOBS}
