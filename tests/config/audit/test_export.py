"""The log as a file."""

from __future__ import annotations

import csv
import json
import stat
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry

from accounts.models import User
from config.audit import entries
from tests.factories.articles import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def empty_log(db: None) -> None:
    ModelLogEntry.objects.all().delete()
    PageLogEntry.objects.all().delete()


def exported(*arguments: str) -> list[dict[str, Any]]:
    out = StringIO()
    call_command("export_audit_log", "-", *arguments, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_what_is_told_of_an_entry() -> None:
    ada = User.objects.create_user("ada")
    topic = TopicFactory(slug="django")
    entry = log(topic, "wagtail.edit", user=ada, timestamp=NOON, data={"note": "a"}, content_changed=True)

    assert exported("--until", "2026-11-03") == [
        {
            "time": "2026-11-02T12:00:00.000000+00:00",
            "id": f"modellogentry:{entry.pk}",
            "action": "wagtail.edit",
            "action_name": "Edit",
            "message": "Edited",
            "comment": "",
            "user_id": ada.pk,
            "user": "ada",
            "type": "articles.topic",
            "object_id": str(topic.pk),
            "object": str(topic),
            "content_changed": True,
            "deleted": False,
            "uuid": None,
            "data": {"note": "a"},
        }
    ]


def test_pages_and_other_objects_in_one_order() -> None:
    page, topic = ArticlePageFactory.create(), TopicFactory()
    PageLogEntry.objects.all().delete()
    for hours in (3, 1, 2, 2):
        log(topic, "wagtail.edit", timestamp=NOON + timedelta(hours=hours))
        log(page, "wagtail.edit", timestamp=NOON + timedelta(hours=hours))

    told = exported("--until", "2026-11-03")

    assert [(row["time"][11:13], row["id"].partition(":")[0]) for row in told] == [
        ("13", "modellogentry"),
        ("13", "pagelogentry"),
        ("14", "modellogentry"),
        ("14", "modellogentry"),
        ("14", "pagelogentry"),
        ("14", "pagelogentry"),
        ("15", "modellogentry"),
        ("15", "pagelogentry"),
    ]
    assert told == exported("--until", "2026-11-03")


def test_from_and_to() -> None:
    topic = TopicFactory()
    for day in range(1, 6):
        log(topic, "wagtail.edit", timestamp=datetime(2026, 11, day, tzinfo=UTC))

    told = exported("--since", "2026-11-02", "--until", "2026-11-04T01:00+01:00")

    assert [row["time"][:10] for row in told] == ["2026-11-02", "2026-11-03"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--since", "yesterday"], "--since must be a date such as"),
        (["--until", "2026-02-30"], "--until is no date"),
        (["--since", "2026-11-03", "--until", "2026-11-03"], "--since must be before --until"),
    ],
)
def test_what_is_no_date_changes_nothing(tmp_path: Path, arguments: list[str], said: str) -> None:
    file = tmp_path / "log.jsonl"
    file.write_text("older")

    with pytest.raises(CommandError, match=said):
        call_command("export_audit_log", str(file), *arguments)

    assert (file.read_text(), list(tmp_path.iterdir())) == ("older", [file])


def test_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written: No such file or directory"):
        call_command("export_audit_log", str(tmp_path / "none" / "log.jsonl"))


def test_file_is_complete_and_for_nobody_else(tmp_path: Path) -> None:
    log(TopicFactory(), "wagtail.edit")
    file, out = tmp_path / "log.jsonl", StringIO()

    call_command("export_audit_log", str(file), stdout=out)

    assert out.getvalue() == f"Wrote 1 entry to {file}.\n"
    assert len(file.read_text().splitlines()) == 1
    assert (stat.S_IMODE(file.stat().st_mode), list(tmp_path.iterdir())) == (0o600, [file])


def test_export_that_fails_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log(TopicFactory(), "wagtail.edit")
    file = tmp_path / "log.jsonl"
    file.write_text("older")
    monkeypatch.setattr(entries, "_row", lambda entry: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        call_command("export_audit_log", str(file))

    assert (file.read_text(), list(tmp_path.iterdir())) == ("older", [file])


def test_table_holds_no_formula() -> None:
    log(TopicFactory(), "wagtail.edit", title='=HYPERLINK("https://evil.example")')
    out = StringIO()

    call_command("export_audit_log", "-", "--format", "csv", stdout=out)

    (row,) = csv.DictReader(StringIO(out.getvalue()))
    assert list(row) == list(entries.FIELDS)
    assert (row["object"], row["data"]) == ('\'=HYPERLINK("https://evil.example")', "{}")


def test_token_that_somebody_has_pasted_is_left_out() -> None:
    token = f"nuages_{'A' * 12}_{'b' * 43}"
    log(TopicFactory(), "wagtail.edit", title=token, data={"notes": [{"text": f"uses {token}"}]})

    (told,) = exported()

    assert (told["object"], told["data"]) == (
        "nuages_AAAAAAAAAAAA_…",
        {"notes": [{"text": "uses nuages_AAAAAAAAAAAA_…"}]},
    )


def test_person_and_object_that_are_gone() -> None:
    ada, topic = User.objects.create_user("ada"), TopicFactory(slug="django")
    log(topic, "wagtail.edit", user=ada)
    number, name = ada.pk, str(topic)
    topic.delete()
    ada.delete()

    told = [row for row in exported() if row["action"] == "wagtail.edit"]

    assert [(row["user_id"], row["user"], row["object"]) for row in told] == [(number, None, name)]


def test_statements_do_not_grow_with_the_log() -> None:
    ada = User.objects.create_superuser("ada")
    page = ArticlePageFactory.create()
    page.save_revision(user=ada, log_action=True).publish(user=ada)

    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            exported()
        return len([query for query in seen if query["sql"].startswith("SELECT")])

    few = statements()
    for _ in range(20):
        page.save_revision(user=ada, log_action=True).publish(user=ada)
        log(TopicFactory(), "wagtail.edit", user=ada)

    assert (few, statements()) == (2, 2)


def test_rows_are_read_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entries, "CHUNK", 2)
    topic = TopicFactory()
    moments = [timezone.now() - timedelta(hours=number) for number in range(5)]
    for moment in moments:
        log(topic, "wagtail.edit", timestamp=moment)

    assert [row["time"] for row in entries.rows()] == [
        moment.isoformat(timespec="microseconds") for moment in sorted(moments)
    ]
