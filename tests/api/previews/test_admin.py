"""Sharing drafts in the admin, the lists of links, and the frame beside the form."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import GroupPagePermission, Page, PageLogEntry, Site

from accounts.models import User
from articles.models import ArticlePage
from content_api.previews.exchange import exchange
from content_api.previews.frames import FRONTEND_MODES
from content_api.previews.links import revoke, share
from content_api.previews.models import LinkKind, PreviewLink
from tests.api.conftest import Post
from tests.api.previews.conftest import ORIGIN, header, told
from tests.articles.editing import article_fields
from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory, only
from tests.factories.home import StandardPageFactory
from tests.factories.syndication import NewsletterIssuePageFactory

pytestmark = pytest.mark.django_db

MONDAY = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
FRONTEND = "http://frontend.example/preview/"


@pytest.fixture(autouse=True)
def frontend(settings: Settings) -> None:
    settings.PREVIEWS = settings.PREVIEWS | {"url": FRONTEND}


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def share_url(page: Page) -> str:
    return reverse("previews_admin:share", args=[page.pk])


def soup_of(response: Any) -> BeautifulSoup:
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@time_machine.travel(MONDAY, tick=False)
def test_link_is_made_shown_once_and_opens_the_draft(desk: Client, post: Post, editor: User) -> None:
    page = ArticlePageFactory(title="Published")
    page.title = "Draft"
    page.save_revision()

    response = desk.post(share_url(page), {"days": "7", "note": "Ada"})

    address = soup_of(response).find(id="link-text").get_text()
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    parts = urlsplit(address)
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == FRONTEND
    (token,) = parse_qs(parts.query)["token"]
    link = PreviewLink.objects.get()
    assert (link.kind, link.note, link.creator, link.page_id) == (LinkKind.SHARED, "Ada", editor, page.pk)
    assert link.expires_at == MONDAY + dt.timedelta(days=7)
    assert told(post({"query": "{ preview { title } }"}, **header(token))) == {"preview": {"title": "Draft"}}
    again = soup_of(desk.get(share_url(page)))
    assert token not in str(again)
    (row,) = again.select("#links-section table tbody tr") or again.select("table.listing tbody tr")
    assert row.find_all("td")[0].get_text() == "Ada"
    assert row.find_all("td")[1].get_text() == "open"


@pytest.mark.parametrize("days", ["", "0", "365", "-1", "x"])
def test_other_times_are_refused(days: str, desk: Client) -> None:
    response = desk.post(share_url(ArticlePageFactory()), {"days": days})
    assert response.status_code == 200
    assert not PreviewLink.objects.exists()


def test_sharing_and_revoking_are_written_down(desk: Client) -> None:
    page = ArticlePageFactory()
    desk.post(share_url(page), {"days": "1", "note": "Ada"})
    link = PreviewLink.objects.get()
    desk.post(reverse("previews_admin:revoke", args=[link.pk]))

    entries = PageLogEntry.objects.filter(action__startswith="content_api.preview").order_by("timestamp", "pk")
    until = link.expires_at.isoformat(sep=" ", timespec="minutes")
    assert [entry.message for entry in entries] == [
        f"Preview shared until {until}, for Ada",
        f"Shared preview revoked, which was open until {until}, for Ada",
    ]
    assert "nuages_" not in str([entry.data for entry in entries])


def test_revoking_asks_first_and_ends_the_link(desk: Client, editor: User) -> None:
    link, token = share(ArticlePageFactory(), by=editor, editor_origin=ORIGIN, lasting=dt.timedelta(days=1))
    url = reverse("previews_admin:revoke", args=[link.pk])
    assert "cannot be undone" in soup_of(desk.get(url)).get_text()
    assert exchange(token)

    response = desk.post(url)

    assert response.status_code == 302
    assert exchange(token) is None
    link.refresh_from_db()
    revoked_at = link.revoked_at
    assert revoked_at is not None
    desk.post(url)
    link.refresh_from_db()
    assert link.revoked_at == revoked_at


def test_forged_forms_are_refused(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)
    page = ArticlePageFactory()
    link, _ = share(page, by=editor, editor_origin=ORIGIN, lasting=dt.timedelta(days=1))

    assert client.post(share_url(page), {"days": "1"}).status_code == 403
    assert client.post(reverse("previews_admin:revoke", args=[link.pk])).status_code == 403
    assert PreviewLink.objects.get().revoked_at is None


def test_only_those_who_may_edit_the_page_share_see_and_revoke(desk: Client, editor: User) -> None:
    """Rights on one part of the tree give nothing elsewhere."""
    mine, other = ArticlePageFactory(title="Mine"), StandardPageFactory(title="Other")
    mine_link, _ = share(mine, by=editor, editor_origin=ORIGIN, lasting=dt.timedelta(days=1))
    other_link, _ = share(other, by=editor, editor_origin=ORIGIN, lasting=dt.timedelta(days=1))
    GroupPagePermission.objects.update(page=mine.get_parent())

    assert desk.get(share_url(mine)).status_code == 200
    assert desk.get(share_url(other)).status_code == 302  # Wagtail leads away with a message
    assert desk.post(share_url(other), {"days": "1"}).status_code == 302
    assert PreviewLink.objects.count() == 2
    assert desk.post(reverse("previews_admin:revoke", args=[other_link.pk])).status_code == 404
    text = soup_of(desk.get(reverse("previews_admin:report"))).main.get_text()
    assert "Mine" in text
    assert "Other" not in text
    assert mine_link.is_open


def test_others_than_editors_get_nothing(client: Client) -> None:
    client.force_login(User.objects.create_user("nobody", "nobody@example.org", "secret"))
    page = ArticlePageFactory()
    assert [client.get(url).status_code for url in (share_url(page), reverse("previews_admin:report"))] == [302, 302]


def test_report_lists_filters_and_exports(desk: Client, editor: User) -> None:
    page = ArticlePageFactory(title="Clouds")
    with_note = {"by": editor, "editor_origin": ORIGIN}
    share(page, lasting=dt.timedelta(days=1), note="Ada", **with_note)
    revoked, _ = share(page, lasting=dt.timedelta(days=1), note="Grace", **with_note)
    revoke(revoked)
    url = reverse("previews_admin:report")

    everything, opened = (soup_of(desk.get(url, query)).main.get_text() for query in ({}, {"is_open": "true"}))
    exported = b"".join(desk.get(url, {"export": "csv"}).streaming_content).decode()

    assert ("Ada" in everything, "Grace" in everything) == (True, True)
    assert ("Ada" in opened, "Grace" in opened) == (True, False)
    assert [word in exported for word in ("Clouds", "Ada", "nuages_")] == [True, True, False]


def test_link_of_somebody_without_the_right_is_suspended(desk: Client, editor: User) -> None:
    former = User.objects.create_user("frank", "frank@example.org", "secret")
    former.groups.set(Group.objects.filter(name="Editors"))
    page = ArticlePageFactory()
    share(page, by=former, editor_origin=ORIGIN, lasting=dt.timedelta(days=1))
    former.groups.clear()

    assert "suspended" in soup_of(desk.get(share_url(page))).get_text()


def test_button_stands_in_the_header_where_there_is_a_frontend(desk: Client, settings: Settings) -> None:
    page = ArticlePageFactory()
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    (button,) = [link for link in soup_of(desk.get(edit)).find_all("a") if link.get("href") == share_url(page)]
    assert button.get_text(strip=True) == "Share preview"

    settings.PREVIEWS = settings.PREVIEWS | {"url": ""}
    assert share_url(page) not in desk.get(edit).content.decode()
    assert desk.get(share_url(page)).status_code == 404


def typed(desk: Client, page: ArticlePage, mode: str = "site", **changes: Any) -> Any:
    """What the frame is answered after the form was sent as Wagtail's panel sends it."""
    url = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    sent = desk.post(url, article_fields(page, **changes))
    assert sent.json() == {"is_valid": True, "is_available": True}
    return desk.get(url, {"mode": mode, "in_preview_panel": "true"})


def test_frame_leads_to_the_frontend_with_what_is_typed(desk: Client, post: Post, editor: User) -> None:
    page = ArticlePageFactory(title="Saved")

    response = typed(desk, page, "site-dark", title="Typed", standfirst="Not saved.")

    assert response.status_code == 302
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))
    parts = urlsplit(response.headers["Location"])
    assert f"{parts.scheme}://{parts.netloc}{parts.path}" == FRONTEND
    query = parse_qs(parts.query)
    assert (query["mode"], query["panel"]) == (["dark"], ["1"])
    (token,) = query["token"]
    found = exchange(token)
    assert found
    assert (found.link.editor_origin, found.link.creator) == ("http://testserver", editor)
    shown = told(
        post(
            {"query": "{ preview { title ... on ArticlePage { standfirst } } }"},
            authorization=f"Bearer {found.token}",
        )
    )
    assert shown == {"preview": {"title": "Typed", "standfirst": "Not saved."}}
    assert ArticlePage.objects.get().title == "Saved"
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"


def test_frame_of_a_new_page(desk: Client, post: Post) -> None:
    parent = only(ArticleIndexPageFactory)
    url = reverse("wagtailadmin_pages:preview_on_add", args=["articles", "articlepage", parent.pk])
    fields = article_fields(ArticlePage(title="New", slug="new"))
    assert desk.post(url, fields).json() == {"is_valid": True, "is_available": True}

    location = desk.get(url, {"mode": "site"}).headers["Location"]
    (token,) = parse_qs(urlsplit(location).query)["token"]

    shown = told(post({"query": "{ preview { title url locale } }"}, **header(token)))
    assert shown == {"preview": {"title": "New", "url": "/articles/new/", "locale": "en"}}
    assert not Page.objects.filter(slug="new").exists()


def test_too_much_text_is_not_kept(desk: Client, settings: Settings) -> None:
    settings.PREVIEWS = settings.PREVIEWS | {"content_bytes": 10_000}
    response = typed(desk, ArticlePageFactory(), standfirst="x" * 10_000)

    assert response.status_code == 200
    assert soup_of(response).h1.get_text() == "Too large for this preview"
    assert not PreviewLink.objects.exists()


def test_built_in_preview_stays(desk: Client, settings: Settings) -> None:
    page = ArticlePageFactory(title="Saved")
    assert page.preview_modes == [*FRONTEND_MODES, ("", "Without the frontend")]
    assert soup_of(typed(desk, page, "", title="Typed")).h1.get_text() == "Typed"

    settings.PREVIEWS = settings.PREVIEWS | {"url": ""}
    assert page.preview_modes == [("", "Without the frontend")]
    assert soup_of(typed(desk, page, "", title="Typed")).h1.get_text() == "Typed"
    assert not PreviewLink.objects.exists()


def test_newsletters_begin_with_the_mail() -> None:
    modes = [name for name, _ in NewsletterIssuePageFactory().preview_modes]
    assert modes == ["", "phone", "dark", "text", "site", "site-dark"]


def test_draft_of_a_reviewer_opens_in_the_frontend(desk: Client) -> None:
    page = ArticlePageFactory()
    page.save_revision()
    response = desk.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert response.headers["Location"].startswith(f"{FRONTEND}?token=nuages_preview_")
    assert "panel" not in response.headers["Location"]


def userbar(client: Client, page: Page, editor: User, query: str = "", kind: str = "live") -> Any:
    from content_api.previews.links import live_token

    if kind == "live":
        token = live_token(page, by=editor, editor_origin="http://testserver")
    else:
        token = share(page, by=editor, editor_origin="http://testserver", lasting=dt.timedelta(days=1))[1]
    return client.get(f"/preview/userbar{query}", headers=header(token))


def test_user_bar_for_the_frontend(client: Client, editor: User) -> None:
    page = ArticlePageFactory()
    response = userbar(client, page, editor)
    html = response.content.decode()

    assert response.headers["Cache-Control"] == "no-store"
    assert 'data-wagtail-userbar-origin="//testserver"' in html
    assert re.search(r'<script src="//testserver/static/wagtailadmin/js/userbar\.js', html)
    assert '"allowedOrigins": ["http://testserver"]' in html
    assert f"//testserver{reverse('wagtailadmin_explore', args=[page.get_parent().pk])}" in html
    assert "<aside hidden" not in html
    assert "<aside hidden" in userbar(client, page, editor, "?panel=1").content.decode()


def test_user_bar_is_for_the_editor_alone(client: Client, editor: User) -> None:
    page = ArticlePageFactory()
    assert userbar(client, page, editor, kind="shared").status_code == 404
    assert client.get("/preview/userbar").status_code == 404
    assert (
        client.get("/preview/userbar", headers={"authorization": "Bearer nuages_draft_" + "x" * 43}).status_code == 404
    )


def test_editor_hears_the_frontend(desk: Client) -> None:
    html = desk.get(reverse("wagtailadmin_pages:edit", args=[ArticlePageFactory().pk])).content.decode()
    assert '<script src="/static/content_api/jump.js" data-frontend-origin="http://frontend.example" defer>' in html
    assert '"allowedOrigins": ["http://frontend.example"]' in html


def test_development_waits_for_the_frontend(settings: Settings) -> None:
    """Until `make frontend` tells the site where it is, a first `make run` previews with the built-in template."""
    settings.PREVIEWS = settings.PREVIEWS | {"only_with_site": True}
    page = ArticlePageFactory()
    assert page.preview_modes == [("", "Without the frontend")]

    Site.objects.update(hostname="127.0.0.1", port=4321)
    assert page.preview_modes[0] == FRONTEND_MODES[0]


@pytest.mark.parametrize("url", ["report", "share"])
def test_lists_take_the_same_statements_for_any_number_of_links(url: str, desk: Client) -> None:
    page = ArticlePageFactory()
    address = share_url(page) if url == "share" else reverse("previews_admin:report")
    desk.get(address)
    counted = []
    for number in (1, 19):
        for _ in range(number):
            by = User.objects.create_user(f"user{User.objects.count()}", "", "secret")
            by.groups.set(Group.objects.filter(name="Moderators"))
            share(page, by=by, editor_origin=ORIGIN, lasting=dt.timedelta(days=1))
        with CaptureQueriesContext(connection) as statements:
            text = soup_of(desk.get(address)).get_text()
        counted.append(len(statements))
        assert text.count("open") >= number
        assert "suspended" not in text

    assert counted[0] == counted[1]
