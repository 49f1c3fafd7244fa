"""The report of links in the admin."""

from __future__ import annotations

import csv
import datetime as dt
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pytest_django import Settings
from wagtail.models import GroupPagePermission

from accounts.models import User
from articles.models import ExternalLink, LinkStatus, LinkUse, Source
from content_api.changes.models import ContentChange
from tests.factories.articles import ArticlePageFactory, SourceFactory

pytestmark = pytest.mark.django_db

REPORT = "/admin/reports/links/"
COPY = "https://web.archive.org/web/20250704000000/https://dead.example/"


@pytest.fixture
def editor() -> Client:
    return client_of("Editors")


def client_of(*groups: str) -> Client:
    user = User.objects.create_user("somebody", password="secret")
    user.groups.set(Group.objects.filter(name__in=groups))
    client = Client()
    client.force_login(user)
    return client


def link_to(url: str, **fields: Any) -> ExternalLink:
    link = ExternalLink.objects.get(url=url)
    ExternalLink.objects.filter(pk=link.pk).update(**fields)
    link.refresh_from_db()
    return link


def listed(client: Client, **query: Any) -> list[str]:
    response = client.get(REPORT, query)
    assert response.status_code == 200
    return [link.url for link in response.context["object_list"]]


@pytest.fixture
def dead() -> ExternalLink:
    SourceFactory(title="Old news", url="https://dead.example/")
    return link_to("https://dead.example/", status=LinkStatus.DEAD, finding="gone", http_status=404, archived_url=COPY)


def test_the_dead_come_first(editor: Client, dead: ExternalLink) -> None:
    SourceFactory(url="https://alive.example/")
    SourceFactory(url="https://moved.example/")
    link_to("https://alive.example/", status=LinkStatus.ALIVE)
    link_to("https://moved.example/", status=LinkStatus.REDIRECTED, finding="moved")
    SourceFactory(url="https://new.example/")
    assert listed(editor) == [
        "https://dead.example/",
        "https://moved.example/",
        "https://new.example/",
        "https://alive.example/",
    ]
    assert listed(editor, ordering="host__name")[0] == "https://alive.example/"
    assert listed(editor, status=["dead", "redirected"]) == ["https://dead.example/", "https://moved.example/"]
    assert listed(editor, finding="moved") == ["https://moved.example/"]
    assert listed(editor, host="alive") == ["https://alive.example/"]
    assert listed(editor, q="new.ex") == ["https://new.example/"]


def test_by_where_it_is_used(editor: Client, dead: ExternalLink) -> None:
    page = ArticlePageFactory(canonical_url="https://dead.example/")
    ArticlePageFactory(canonical_url="https://elsewhere.example/")
    kinds = {use.content_type.model: use.content_type_id for use in LinkUse.objects.all()}
    assert set(kinds) == {"source", "articlepage"}
    assert listed(editor, used_in=kinds["source"]) == ["https://dead.example/"]
    assert listed(editor, used_in=kinds["articlepage"]) == ["https://dead.example/", "https://elsewhere.example/"]
    page.delete()
    assert listed(editor, used_in=kinds["articlepage"]) == ["https://elsewhere.example/"]


def test_what_nothing_leads_to_is_not_listed(editor: Client, dead: ExternalLink) -> None:
    Source.objects.all().delete()
    assert listed(editor) == []


def test_one_link_with_its_places(editor: Client, dead: ExternalLink) -> None:
    page = ArticlePageFactory(title="A guide", canonical_url="https://dead.example/", live=False)
    response = editor.get(f"{REPORT}{dead.pk}/")
    places = [(place.kind, place.title, place.label, place.is_live) for place in response.context["places"]]
    assert sorted(places) == [
        ("Article", "A guide", "Original address", False),
        ("Source", "Old news (Example Press)", "Address", True),
    ]
    html = response.content.decode()
    assert f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#:w:contentpath=canonical_url" in html
    assert COPY in html
    assert 'rel="noreferrer noopener"' in html


def test_titles_of_what_one_may_not_edit_stay_hidden(dead: ExternalLink) -> None:
    GroupPagePermission.objects.all().delete()
    ArticlePageFactory(title="Secret plans", canonical_url="https://dead.example/", live=False)
    html = client_of("Editors").get(f"{REPORT}{dead.pk}/").content.decode()
    assert "Secret plans" not in html
    assert "Something that you may not edit" in html


def test_spreadsheets(editor: Client, dead: ExternalLink) -> None:
    answer = editor.get(REPORT, {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    [row] = csv.DictReader(StringIO(text))
    assert row["Address"] == "https://dead.example/"
    assert (row["Status"], row["Last finding"], row["HTTP status"]) == ("Dead", "Not found", "404")
    assert row["Where"] == "Source “Old news (Example Press)”: Address"

    answer = editor.get(REPORT, {"export": "xlsx"})
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
    rows = list(sheet.values)
    assert rows[0][:3] == ("Address", "Status", "Last finding")
    assert rows[1][:3] == ("https://dead.example/", "Dead", "Not found")


def test_checking_again(editor: Client, dead: ExternalLink, settings: Settings) -> None:
    later = timezone.now() + dt.timedelta(days=5)
    ExternalLink.objects.update(next_check_at=later)

    editor.post(f"{REPORT}{dead.pk}/check/")
    assert ExternalLink.objects.get().next_check_at == later  # it is off

    settings.LINK_CHECK = settings.LINK_CHECK | {"enabled": True}
    assert editor.get(f"{REPORT}{dead.pk}/check/").status_code == 405
    editor.post(f"{REPORT}{dead.pk}/check/")
    assert ExternalLink.objects.get().next_check_at <= timezone.now()


def test_one_click_fills_in_the_archived_address(editor: Client, dead: ExternalLink) -> None:
    kept = SourceFactory(url="https://dead.example/#part", archived_url="https://archive.example/mine")
    count = ContentChange.objects.count()

    response = editor.post(f"{REPORT}{dead.pk}/copy/", follow=True)

    assert Source.objects.get(title="Old news").archived_url == COPY
    kept.refresh_from_db()
    assert kept.archived_url == "https://archive.example/mine"
    assert ContentChange.objects.count() == count + 1
    assert [str(one) for one in response.context["messages"]] == [
        "Old news (Example Press): the archived address is filled in."
    ]
    assert COPY in [use.link.url for use in LinkUse.objects.select_related("link")]

    response = editor.post(f"{REPORT}{dead.pk}/copy/", follow=True)
    assert [str(one) for one in response.context["messages"]] == [
        "There is no source that waits for an archived address."
    ]


def test_a_copy_that_does_not_fit_is_refused(editor: Client, dead: ExternalLink) -> None:
    ExternalLink.objects.update(archived_url=COPY + "x" * 500)
    response = editor.post(f"{REPORT}{dead.pk}/copy/", follow=True)
    assert "The archived address cannot be used" in str(next(iter(response.context["messages"])))
    assert Source.objects.get().archived_url == ""


@pytest.mark.parametrize("path", ["", "results/", "{pk}/", "{pk}/check/", "{pk}/copy/"])
def test_others_are_turned_away(dead: ExternalLink, path: str) -> None:
    address = REPORT + path.format(pk=dead.pk)
    method = "post" if path.endswith(("check/", "copy/")) else "get"
    assert getattr(Client(), method)(address).status_code == 302  # to the login
    stranger = client_of("Marketing")
    assert getattr(stranger, method)(address).status_code == 302
    assert Source.objects.get().archived_url == ""
    assert 'href="/admin/reports/links/"' not in stranger.get("/admin/").content.decode()


def test_the_editor_of_a_source_leads_to_it(editor: Client, dead: ExternalLink) -> None:
    source = Source.objects.get()
    html = editor.get(reverse("wagtailsnippets_articles_source:edit", args=[source.pk])).content.decode()
    assert "The archive has a copy of this address." in html
    assert f"{REPORT}{dead.pk}/" in html
    html = editor.get(reverse("wagtailsnippets_articles_source:add")).content.decode()
    assert "What the link checker knows" not in html


@pytest.mark.parametrize("export", ["", "csv"])
def test_statements_do_not_depend_on_the_number_of_links(editor: Client, export: str) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as captured:
            answer = editor.get(REPORT, {"export": export} if export else {})
            b"".join(answer)
        return len(captured)

    def add(name: str) -> None:
        SourceFactory(url=f"https://{name}.example/")
        ArticlePageFactory(canonical_url=f"https://{name}.example/")

    add("first")
    statements()
    one = statements()
    for number in range(20):
        add(f"n{number}")
    assert statements() == one


def test_the_list_leads_to_the_first_places(editor: Client, dead: ExternalLink) -> None:
    for number in range(4):
        ArticlePageFactory(title=f"Guide {number}", canonical_url="https://dead.example/")
    html = editor.get(REPORT).content.decode()
    source = reverse("wagtailsnippets_articles_source:edit", args=[Source.objects.get().pk])
    assert html.count("#:w:contentpath=canonical_url") + html.count(f"{source}#:w:contentpath=url") == 3
    assert f'<a href="{REPORT}{dead.pk}/">2 more</a>' in html
