"""What editors and moderators may do, as the migrations left it."""

from __future__ import annotations

from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import GroupCollectionPermission, GroupPagePermission, Workflow, WorkflowPage

from accounts.models import User
from accounts.rights import give, take
from tests.factories.articles import ArticlePageFactory, ClaimFactory
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db

SNIPPETS = {"author", "claim", "framework", "source", "topic"}


def user_in(group: str) -> User:
    user = User.objects.create_user(username=group.lower(), password="secret")
    user.groups.add(Group.objects.get(name=group))
    return user


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def own_rights(group: str) -> set[str]:
    permissions = Group.objects.get(name=group).permissions.filter(content_type__app_label__in=["articles", "home"])
    return {permission.codename for permission in permissions}


def test_editors_write() -> None:
    expected = {f"{action}_{snippet}" for action in ("view", "add", "change") for snippet in SNIPPETS}
    assert own_rights("Editors") == expected | {"view_navigation"}


def test_moderators_publish_and_delete() -> None:
    expected = {f"{action}_{snippet}" for action in ("view", "add", "change", "delete") for snippet in SNIPPETS}
    expected |= {"publish_claim", "publish_framework", "change_sitesettings"}
    expected |= {f"{action}_navigation" for action in ("view", "add", "change", "delete")}
    assert own_rights("Moderators") == expected


@pytest.mark.parametrize("group", ["Editors", "Moderators"])
def test_both_enter_the_admin_and_translate_and_use_the_library(group: str) -> None:
    user = user_in(group)
    assert user.has_perms(["wagtailadmin.access_admin", "simple_translation.submit_translation"])
    library = GroupCollectionPermission.objects.filter(group__name=group, collection__depth=1)
    assert {entry.permission.codename for entry in library} == {
        f"{action}_{kind}" for action in ("add", "change", "choose") for kind in ("image", "document")
    }


@pytest.mark.parametrize(
    ("group", "expected"),
    [
        ("Editors", {"add_page", "change_page"}),
        (
            "Moderators",
            {"add_page", "change_page", "publish_page", "lock_page", "unlock_page", "bulk_delete_page"},
        ),
    ],
)
def test_rights_on_pages_hold_from_the_root_down(group: str, expected: set[str]) -> None:
    rights = GroupPagePermission.objects.filter(group__name=group)
    assert {(right.page.depth, right.permission.codename) for right in rights} == {(1, name) for name in expected}
    mine = home_page().permissions_for_user(user_in(group))
    assert mine.can_edit() is True
    assert mine.can_publish_subpage() is (group == "Moderators")


def test_pages_go_through_the_moderators_approval() -> None:
    workflow = Workflow.objects.get()
    assert (workflow.name, workflow.active) == ("Moderators approval", True)
    assert WorkflowPage.objects.get(workflow=workflow).page.depth == 1
    assert ArticlePageFactory().get_workflow() == workflow


@pytest.mark.parametrize(("group", "published"), [("Editors", False), ("Moderators", True)])
def test_only_moderators_publish_claims(group: str, published: bool) -> None:
    from tests.articles.editing import claim_fields

    claim = ClaimFactory(live=False)
    claim.save_revision()
    fields: dict[str, Any] = claim_fields(claim, source=claim.claim_sources.get().source_id)
    client_of(user_in(group)).post(
        reverse("wagtailsnippets_articles_claim:edit", args=[claim.pk]), fields | {"action-publish": "1"}
    )
    claim.refresh_from_db()
    assert claim.live is published


@pytest.mark.parametrize(("group", "menus"), [("Editors", 302), ("Moderators", 200)])
def test_only_moderators_change_menus(group: str, menus: int) -> None:
    client = client_of(user_in(group))
    assert client.get(reverse("wagtailsnippets_home_navigation:add")).status_code == menus


def test_rights_are_given_once_and_taken_back() -> None:
    rights = {"Editors": {"articles.claim": ["delete"]}, "Reviewers": {"articles.claim": ["change"]}}
    for _ in range(2):
        give(apps, rights, "default")
    assert "delete_claim" in own_rights("Editors")
    assert own_rights("Reviewers") == {"change_claim"}

    take(apps, rights, "default")
    assert "delete_claim" not in own_rights("Editors")
    assert own_rights("Reviewers") == set()
    assert "delete_claim" in own_rights("Moderators")
