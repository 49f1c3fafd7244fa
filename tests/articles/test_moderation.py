"""Moderation from end to end: an author hands in, a moderator sees it, approves or asks for changes, readers see it."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import TaskState, WorkflowState

from accounts.models import User
from articles.models import ArticlePage
from tests.articles.editing import article_fields
from tests.changes import number_changes
from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory, only

pytestmark = pytest.mark.django_db

QUERY = 'query { page(urlPath: "/articles/handed-in/") { title } }'


def member(name: str, group: str) -> Client:
    user = User.objects.create_user(name, f"{name}@example.org")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def author() -> Client:
    return member("aubrey", "Editors")


@pytest.fixture
def moderator() -> Client:
    return member("milo", "Moderators")


def hand_in(author: Client) -> ArticlePage:
    """Write an article and submit it, as the editor's form does."""
    index = only(ArticleIndexPageFactory)
    draft = ArticlePageFactory.build(title="Handed in", slug="handed-in", parent=None)
    fields = article_fields(draft) | {"action-submit": "1"}
    response = author.post(reverse("wagtailadmin_pages:add", args=["articles", "articlepage", index.pk]), fields)
    assert response.status_code == 302
    page: ArticlePage = ArticlePage.objects.get()
    return page


def panel(client: Client, name: str) -> list[str]:
    """The titles in a panel of the dashboard."""
    soup = BeautifulSoup(client.get(reverse("wagtailadmin_home")).content, "html.parser")
    section = soup.find(id=f"{name}-section")
    titles = section.select(".title-wrapper") if section else []  # type: ignore[union-attr]
    return [" ".join(title.get_text().split()) for title in titles]


def answer(client: Client) -> Any:
    number_changes()
    return client.post("/graphql/", {"query": QUERY}, content_type="application/json").json()["data"]["page"]


def act(client: Client, page: ArticlePage, action: str, **fields: str) -> Any:
    state = TaskState.objects.get(status=TaskState.STATUS_IN_PROGRESS)
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=[page.pk, action, state.pk]), fields)


def test_an_author_cannot_publish_alone(author: Client) -> None:
    page = hand_in(author)
    assert page.live is False
    assert page.permissions_for_user(User.objects.get(username="aubrey")).can_publish() is False
    author.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), article_fields(page) | {"action-publish": "1"})
    assert ArticlePage.objects.get().live is False


def test_what_is_handed_in_is_approved_and_readers_see_it(author: Client, moderator: Client, client: Client) -> None:
    page = hand_in(author)
    assert panel(moderator, "awaiting-review") == ["Handed in"]
    assert panel(author, "awaiting-review") == []
    assert panel(author, "objects-in-workflow") == ["Handed in"]
    assert answer(client) is None

    assert act(author, page, "approve").status_code == 302  # not the author's to approve
    assert ArticlePage.objects.get().live is False
    act(moderator, page, "approve")

    assert ArticlePage.objects.get().live is True
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED
    assert answer(client) == {"title": "Handed in"}
    assert panel(moderator, "awaiting-review") == []


def test_what_is_not_ready_comes_back_with_a_comment(
    author: Client, moderator: Client, client: Client, mailoutbox: list[Any]
) -> None:
    page = hand_in(author)
    mailoutbox.clear()

    act(moderator, page, "reject", comment="Which source says so?")

    assert (ArticlePage.objects.get().live, answer(client), panel(moderator, "awaiting-review")) == (False, None, [])
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_NEEDS_CHANGES
    assert [(mail.to, "Which source says so?" in mail.body) for mail in mailoutbox] == [(["aubrey@example.org"], True)]
    editor = author.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert "Which source says so?" in editor

    # Written anew and handed in again, it is approved.
    fields = article_fields(page, title="Handed in again") | {"action-restart-workflow": "1"}
    author.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), fields)
    act(moderator, page, "approve")
    assert answer(client) == {"title": "Handed in again"}
