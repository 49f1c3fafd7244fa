"""Partners' feeds as importers read them, and articles at times of their own."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import time_machine
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.models import User
from articles.models import ArticlePage
from tests.factories.articles import ArticlePageFactory

MONDAY = datetime(2026, 11, 2, 9, tzinfo=UTC)


def published(when: datetime = MONDAY, **values: Any) -> ArticlePage:
    """An article that was published then, through a revision."""
    with time_machine.travel(when, tick=False):
        page: ArticlePage = ArticlePageFactory.create(**values)
        page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


def items(path: str) -> list[dict[str, Any]]:
    """The articles of a JSON Feed."""
    return list(feed(path)["items"])


def feed(path: str) -> dict[str, Any]:
    response = Client().get(path)
    assert response.status_code == 200, response.content[:200]
    found: dict[str, Any] = json.loads(response.content)
    return found


def titles(path: str) -> list[str]:
    return [item["title"] for item in items(path)]


def figure(image: Any) -> tuple[str, dict[str, Any]]:
    chosen = {"image": image, "alt_text": "x", "decorative": False}
    return ("image", {"image": chosen, "caption": image.title, "credit": ""})


def paragraph(html: str) -> tuple[str, dict[str, Any]]:
    return ("paragraph", {"body": html})


def address(name: str, *args: Any) -> str:
    return reverse(f"partners:{name}", args=args)


def client_in(group: str) -> Client:
    user = User.objects.create_user("somebody")
    user.groups.add(Group.objects.get(name=group))
    client = Client()
    client.force_login(user)
    return client
