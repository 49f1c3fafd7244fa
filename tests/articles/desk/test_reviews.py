"""Reviews of pages: what is due, marking with a click, and that readers see nothing of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings
from wagtail.models import Page, PageLogEntry, Revision

from accounts.models import User
from articles.desk.reviews import due, mark_reviewed, reviewable_pages, set_review_date
from articles.models import ArticlePage, PageReview
from content_api.changes.models import ContentChange
from home.models import HomePage
from tests.articles.desk.conftest import NOON, TODAY, ClientOf
from tests.changes import number_changes
from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory
from tests.factories.home import home_page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]

YEAR = dt.timedelta(days=365)
DAY = dt.timedelta(days=1)


@pytest.fixture
def somebody(admin_user: User) -> User:
    return admin_user


def article(published: dt.datetime = NOON - 2 * YEAR, **fields: Any) -> ArticlePage:
    return ArticlePageFactory(last_published_at=published, **fields)


def log_of(page: Page) -> list[tuple[str, int, dict[str, Any]]]:
    entries = PageLogEntry.objects.filter(page=page.pk, action__startswith="nuages.").order_by("pk")
    return list(entries.values_list("action", "user", "data"))


def due_pages(user: User) -> set[str]:
    return set(due(reviewable_pages(user)).values_list("title", flat=True))


@pytest.mark.parametrize(
    ("published", "reviewed", "review_by", "expected"),
    [
        pytest.param(NOON - YEAR, None, None, True, id="a year ago to the day"),
        pytest.param(NOON - YEAR + DAY, None, None, False, id="a year ago tomorrow"),
        pytest.param(NOON - 2 * YEAR, NOON - YEAR, None, True, id="reviewed a year ago"),
        pytest.param(NOON - 2 * YEAR, NOON - YEAR + DAY, None, False, id="reviewed within the year"),
        pytest.param(NOON - DAY, NOON - 2 * YEAR, None, False, id="published since"),
        pytest.param(None, NOON - 2 * YEAR, None, True, id="reviewed, and published by code"),
        pytest.param(None, None, None, False, id="published by code, nobody knows when"),
        pytest.param(NOON - DAY, None, TODAY, True, id="the date has come"),
        pytest.param(NOON - 2 * YEAR, None, TODAY + DAY, False, id="the date is to come"),
    ],
)
def test_what_is_due(
    somebody: User,
    published: dt.datetime | None,
    reviewed: dt.datetime | None,
    review_by: dt.date | None,
    expected: bool,
) -> None:
    page = article(published, title="This")
    PageReview.objects.create(page=page, reviewed_at=reviewed, review_by=review_by)

    assert ("This" in due_pages(somebody)) is expected
    due_on = reviewable_pages(somebody).get(pk=page.pk).due_on
    assert (due_on is not None and due_on <= TODAY) is expected


def test_only_live_pages_that_grow_old_are_reviewed(somebody: User) -> None:
    text = article(title="Text")
    article(title="Draft", live=False)
    text.create_alias(parent=text.get_parent(), update_slug="mirror", update_locale=None)
    Page.objects.update(last_published_at=NOON - 2 * YEAR)

    assert due_pages(somebody) == {"Text", home_page().title}


def test_without_an_interval_only_dates_count(somebody: User, settings: Settings) -> None:
    settings.PAGE_REVIEW_MONTHS = 0
    article(title="Old")
    dated = article(title="Dated")
    set_review_date([dated], somebody, TODAY)

    assert due_pages(somebody) == {"Dated"}


def test_the_interval_is_a_setting(somebody: User, settings: Settings) -> None:
    settings.PAGE_REVIEW_MONTHS = 3
    page = article(NOON - 91 * DAY)
    article(NOON - 90 * DAY)

    assert due_pages(somebody) == {page.title}


def test_marking_says_who_and_when_and_is_written_down(somebody: User) -> None:
    page = article()
    set_review_date([page], somebody, TODAY)

    assert mark_reviewed([page], somebody) == 1

    review = PageReview.objects.get()
    assert (review.page_id, review.reviewed_at, review.reviewed_by, review.review_by) == (
        page.pk,
        NOON,
        somebody,
        None,  # the date that has come is done with
    )
    assert log_of(page) == [
        ("nuages.page.review_by", somebody.pk, {"review_by": "2026-11-26"}),
        ("nuages.page.review", somebody.pk, {"review_by": ""}),
    ]
    assert due_pages(somebody) == set()


def test_a_date_that_is_to_come_stays(somebody: User) -> None:
    page = article()
    set_review_date([page], somebody, TODAY + DAY)

    mark_reviewed([page], somebody)

    assert PageReview.objects.get().review_by == TODAY + DAY


def test_readers_see_nothing_of_it(somebody: User) -> None:
    page = article()
    number_changes()
    before = {
        "page": Page.objects.filter(pk=page.pk).values().get(),
        "article": ArticlePage.objects.filter(pk=page.pk).values().get(),
        "changes": ContentChange.objects.count(),
        "revisions": Revision.objects.count(),
    }

    mark_reviewed([page], somebody)
    set_review_date([page], somebody, TODAY + DAY)
    number_changes()

    assert before == {
        "page": Page.objects.filter(pk=page.pk).values().get(),
        "article": ArticlePage.objects.filter(pk=page.pk).values().get(),
        "changes": ContentChange.objects.count(),
        "revisions": Revision.objects.count(),
    }


def test_reviews_of_many_pages_are_stored_at_once(somebody: User) -> None:

    mark_reviewed([article()], somebody)
    counts = []
    for number in (1, 20):
        pages = [article() for _ in range(number)]
        with CaptureQueriesContext(connection) as statements:
            mark_reviewed(pages, somebody)
        counts.append(len([one for one in statements if "pagereview" in one["sql"]]))
    assert counts == [2, 2]  # the page's history is written page by page


def mark(client: Client, page: Page, **query: str) -> Any:
    return client.post(reverse("desk:mark_reviewed", args=[page.pk], query=query or None))


@pytest.mark.parametrize(("groups", "may"), [(["Editors"], True), (["Moderators"], True), (["Bystanders"], False)])
def test_who_may_mark(client_in: ClientOf, groups: list[str], may: bool) -> None:
    page = article()

    response = mark(client_in(*groups), page)

    assert PageReview.objects.filter(page=page).exists() is may
    assert response.status_code == 302
    expected = reverse("wagtailadmin_pages:edit", args=[page.pk]) if may else reverse("wagtailadmin_home")
    assert response["Location"] == expected


def test_marking_is_a_post_and_leads_back(admin_client: Client) -> None:
    page = article()

    assert admin_client.get(reverse("desk:mark_reviewed", args=[page.pk])).status_code == 405
    assert mark(admin_client, page, next="/admin/")["Location"] == "/admin/"
    assert mark(admin_client, page, next="https://elsewhere.example/")["Location"] == f"/admin/pages/{page.pk}/edit/"


def test_a_draft_is_not_marked(admin_client: Client) -> None:
    page = article(title="Draft", live=False)

    response = mark(admin_client, page)

    assert not PageReview.objects.exists()
    assert [str(message).strip() for message in get_messages(response.wsgi_request)] == [
        "“Draft” is not reviewed: only live pages whose texts grow old are."
    ]


def test_the_editor_and_its_menu_offer_it(admin_client: Client, somebody: User) -> None:
    page = article(NOON - 30 * DAY)
    mark_reviewed([page], somebody)
    url = reverse("desk:mark_reviewed", args=[page.pk])

    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()

    assert html.count(f'data-w-action-url-value="{url}') == 2
    words = " ".join(html.split())
    assert "Somebody looked at this page last on 26 November 2026 (admin)." in words
    assert "A review is due on 26 November 2027." in words


@pytest.mark.parametrize("factory", [lambda: article(live=False), ArticleIndexPageFactory])
def test_where_it_is_not_offered(admin_client: Client, factory: Any) -> None:
    page = factory()
    html = admin_client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert reverse("desk:mark_reviewed", args=[page.pk]) not in html


def test_the_history_says_it_in_words(admin_client: Client, somebody: User) -> None:
    page = article()
    mark_reviewed([page], somebody, TODAY + DAY)
    set_review_date([page], somebody, None)

    html = admin_client.get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()

    assert "Reviewed and found right, again by Nov. 27, 2026" in html
    assert "Review date taken away" in html


def test_deleting_a_page_deletes_its_review(somebody: User) -> None:
    page = article()
    mark_reviewed([page], somebody)
    page.delete()
    assert PageReview.objects.count() == 0


def test_a_review_has_a_name_and_pages_of_home_have_reviews(somebody: User) -> None:
    mark_reviewed([home_page()], somebody)
    assert str(PageReview.objects.get()) == f"Review of page {HomePage.objects.get(depth=2, slug='home').pk}"
