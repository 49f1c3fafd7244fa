"""Reports → Site history: who sees what of the log, and takes it away."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from accounts.models import User
from config.audit import actions
from tests.factories.articles import TopicFactory

from .conftest import PASSWORD

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/reports/site-history/"


def table(client: Client) -> list[dict[str, str]]:
    answer = client.get(ADDRESS, {"export": "csv"})
    assert answer["Content-Disposition"].startswith('attachment; filename="audit-log-')
    return list(csv.DictReader(StringIO(answer.getvalue().decode())))


@pytest.fixture
def failure(ada: User) -> None:
    log(ada, actions.LOG_IN_FAILED, data={"address": "192.0.2.0/24"})


@pytest.mark.usefixtures("failure")
def test_administrator_sees_and_exports_log_ins(admin_client: Client) -> None:
    shown = admin_client.get(ADDRESS).content.decode()
    told = {row["What happened"] for row in table(admin_client)}

    assert "Log-in failed from 192.0.2.0/24" in shown
    assert "Log-in failed from 192.0.2.0/24" in told


@pytest.mark.usefixtures("failure")
def test_moderator_does_not(client: Client, ada: User) -> None:
    client.force_login(ada)

    assert "Log-in failed" not in client.get(ADDRESS).content.decode()
    assert "ada" not in {row["Name"] for row in table(client)}


@pytest.mark.usefixtures("failure")
def test_who_may_look_at_accounts_does(client: Client, ada: User) -> None:
    ada.user_permissions.add(Permission.objects.get(codename="view_user"))
    client.force_login(User.objects.get(pk=ada.pk))

    assert "Log-in failed from 192.0.2.0/24" in {row["What happened"] for row in table(client)}


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}results/", f"{ADDRESS}?export=csv", f"{ADDRESS}?export=xlsx"])
def test_nobody_else(client: Client, path: str) -> None:
    assert client.get(path).headers["Location"].startswith("/accounts/login/?next=")
    client.force_login(User.objects.create_user("reader", password=PASSWORD))
    assert client.get(path).status_code == 302


def test_menu_leads_there(admin_client: Client) -> None:
    assert f'"{ADDRESS}"' in admin_client.get("/admin/").content.decode()


def test_table_holds_no_formula(admin_client: Client) -> None:
    ModelLogEntry.objects.all().delete()
    log(TopicFactory(), "wagtail.edit", title="=1+1")

    assert [row["Name"] for row in table(admin_client)] == ["'=1+1"]
    book = load_workbook(BytesIO(admin_client.get(ADDRESS, {"export": "xlsx"}).getvalue()))
    cell = book["Sheet1"]["B2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_statements_of_an_export_do_not_grow(admin_client: Client) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as seen:
            table(admin_client)
        return len(seen)

    Group.objects.get(name="Editors")
    log(TopicFactory(), "wagtail.edit")
    statements()
    few = statements()
    for _ in range(20):
        log(TopicFactory(), "wagtail.edit")

    assert statements() == few
    assert len(table(admin_client)) >= 21
