"""A process that is killed between any two statements leaves content and log as one of them says of the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from wagtail.models import Page

from content_api.changes.log import current_version
from home.models import StandardPage
from tests.factories.home import StandardPageFactory, home_page

from .states import seen_by_the_log, seen_by_the_public


class Killed(BaseException):
    """No handler for errors catches it."""


class Killer:
    """Lets a number of writing statements through, and none after these. Between two reads nothing can be apart."""

    def __init__(self, allowed: int) -> None:
        self.left = allowed

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.left <= 0:
            raise Killed
        self.left -= not sql.lstrip().startswith("SELECT")
        return execute(sql, params, many, context)


def publish(page: StandardPage) -> None:
    page.title = "After"
    page.save_revision().publish()


def unpublish(page: StandardPage) -> None:
    page.unpublish()


def rename(page: StandardPage) -> None:
    page.slug = f"{page.slug}-renamed"
    page.save()


def move(page: StandardPage) -> None:
    page.move(StandardPage.objects.get(slug="target"), pos="last-child")


def delete(page: StandardPage) -> None:
    page.delete()


@pytest.mark.parametrize("operation", [publish, unpublish, rename, move, delete])
@pytest.mark.django_db(transaction=True)
def test_content_and_log_are_never_apart(operation: Callable[[StandardPage], None]) -> None:
    StandardPageFactory(slug="target")
    page = _page()
    for allowed in range(1, 1_000):
        before, version = _state(page), current_version()
        try:
            with connection.execute_wrapper(Killer(allowed)):
                operation(StandardPage.objects.get(pk=page.pk))
        except Killed:
            pass
        else:
            break
        assert seen_by_the_log() == seen_by_the_public(), f"killed after {allowed} statements"
        has_changed = _state(page) != before
        assert (current_version() > version) == has_changed, f"killed after {allowed} statements"
        if has_changed:
            page = _page()
    assert allowed > 5
    assert _state(page) != before
    assert current_version() > version
    assert seen_by_the_log() == seen_by_the_public()


def _page() -> StandardPage:
    page: StandardPage = StandardPageFactory(parent=home_page())
    StandardPageFactory(parent=page)
    return page


def _state(page: StandardPage) -> Any:
    """What the public sees of the page; nothing where it is not live."""
    return list(Page.objects.filter(pk=page.pk, live=True).values_list("title", "url_path"))
