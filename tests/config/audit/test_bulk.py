"""Bulk actions of Wagtail in the log."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, ModelLogEntry, Page, PageLogEntry

from accounts.models import User
from tests.factories.articles import ArticlePageFactory, TopicFactory
from tests.factories.media import DocumentFactory, ImageFactory

from .conftest import Said

pytestmark = pytest.mark.django_db


def do(client: Client, action: str, *objects: Any, **data: Any) -> None:
    model = type(objects[0])
    address = reverse("wagtail_bulk_action", args=[model._meta.app_label, model._meta.model_name, action])
    keys = "&".join(f"id={one.pk}" for one in objects)
    assert client.post(f"{address}?next=/admin/&{keys}", data).status_code == 302


def test_accounts_are_closed_opened_and_deleted(admin_client: Client, ada: User, said: Said) -> None:
    ModelLogEntry.objects.all().delete()
    do(admin_client, "set_active_state", ada, mark_as_active="False")
    do(admin_client, "set_active_state", ada, mark_as_active="True")
    do(admin_client, "delete", ada)

    assert said() == [
        ("admin", "ada", "Rights changed (removed: is_active)"),
        ("admin", "ada", "Rights changed (added: is_active)"),
        ("admin", "ada", "Deleted"),
    ]


def test_group_for_several_accounts(admin_client: Client, ada: User, said: Said) -> None:
    ModelLogEntry.objects.all().delete()
    eve = User.objects.create_user("eve")
    group = ada.groups.get()
    do(admin_client, "assign_role", ada, eve, role=str(group.pk))

    assert said() == [("admin", "eve", "Groups changed (added: Moderators)")]


def test_files_and_facts(admin_client: Client, said: Said) -> None:
    image, document, topic = ImageFactory.create(), DocumentFactory.create(), TopicFactory()
    collection = Collection.objects.get(depth=1)
    ModelLogEntry.objects.all().delete()
    do(admin_client, "add_to_collection", image, collection=str(collection.pk))
    for one in (image, document, topic):
        do(admin_client, "delete", one)

    assert said() == [
        ("admin", str(image), "Edited"),
        ("admin", str(image), "Deleted"),
        ("admin", str(document), "Deleted"),
        ("admin", str(topic), "Deleted"),
    ]


def test_pages_note_it_once(admin_client: Client) -> None:
    page = ArticlePageFactory.create()
    PageLogEntry.objects.all().delete()
    do(admin_client, "delete", Page.objects.get(pk=page.pk))

    assert list(PageLogEntry.objects.values_list("action", "deleted")) == [("wagtail.delete", True)]
    assert not ModelLogEntry.objects.filter(action="wagtail.delete").exists()
