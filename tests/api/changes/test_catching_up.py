"""The log of what was written past it, and what it costs to write it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from content_api.changes.log import current_epoch
from content_api.changes.models import ContentChange
from content_api.changes.writing import write_changes
from tests.factories.articles import ArticlePageFactory
from tests.factories.home import StandardPageFactory, home_page

from .conftest import Log, told
from .states import seen_by_the_log, seen_by_the_public


def test_migrating_writes_the_log_of_what_is_there(db: None) -> None:
    assert ("homepage", home_page().pk) in seen_by_the_log()
    assert seen_by_the_log() == seen_by_the_public()


def test_what_was_written_past_django_is_caught_up_with(logged: Log) -> None:
    page, gone = StandardPageFactory(slug="page"), StandardPageFactory()
    logged()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE wagtailcore_page SET url_path = '/home/other/', slug = 'other' WHERE id = %s", [page.pk])
        cursor.execute("UPDATE wagtailcore_page SET live = %s WHERE id = %s", [False, gone.pk])
    assert seen_by_the_log() != seen_by_the_public()

    call_command("backfill_changes", stdout=StringIO())

    assert set(told(logged())) == {("moved", "standardpage", page.pk), ("unpublished", "standardpage", gone.pk)}
    call_command("backfill_changes", stdout=StringIO())
    assert logged() == []


def test_new_epoch_is_another_one(db: None) -> None:
    before = current_epoch()

    call_command("new_epoch", stdout=StringIO())

    assert current_epoch() not in ("", before)


def test_transaction_is_one_change_of_each_object(logged: Log) -> None:
    page = StandardPageFactory()
    logged()

    with transaction.atomic():
        page.title = "One"
        page.save()
        page.unpublish()
        page.save_revision().publish()
        page.refresh_from_db()
        page.title = "Two"
        page.save()

    assert told(logged()) == [("updated", "standardpage", page.pk)]


def test_what_is_rolled_back_is_not_logged(logged: Log) -> None:
    page = StandardPageFactory()
    logged()

    with transaction.atomic():
        page.unpublish()
        transaction.set_rollback(True)
    Page.objects.get(pk=page.pk).specific.save_revision()

    assert logged() == []


def test_failure_of_the_log_rolls_back_the_change(logged: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    page = StandardPageFactory()
    logged()

    def fail(changes: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("content_api.changes.commits.write_changes", fail)
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        page.unpublish()
    monkeypatch.setattr("content_api.changes.commits.write_changes", write_changes)

    assert Page.objects.get(pk=page.pk).live
    assert logged() == []


def test_publishing_costs_a_handful_of_statements(logged: Log) -> None:
    page = ArticlePageFactory()
    logged()

    with CaptureQueriesContext(connection) as statements:
        page.save_revision().publish()

    of_log = [one["sql"] for one in statements if ContentChange._meta.db_table in one["sql"]]
    locks = 1 if connection.vendor == "postgresql" else 0
    assert len(of_log) == 2 + locks
