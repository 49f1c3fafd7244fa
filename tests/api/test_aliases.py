"""Aliases: pages that show the content of another page in a second place."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from content_api.aliases import LONGEST_ALIAS_CHAIN
from tests.factories.home import StandardPageFactory

from .conftest import Ask

pytestmark = pytest.mark.django_db

TITLE = "query ($id: ID) { page(id: $id) { title } }"


def chain(source: Page, links: int) -> Page:
    """An alias of an alias of … ``source``."""
    for number in range(links):
        source = source.create_alias(update_slug=f"alias-{number}")
    return source


@pytest.mark.parametrize("links", range(1, LONGEST_ALIAS_CHAIN + 1))
def test_alias_is_shown(ask: Ask, links: int) -> None:
    alias = chain(StandardPageFactory(title="Source"), links)
    assert ask(TITLE, id=alias.pk) == {"page": {"title": "Source"}}


def test_chain_that_is_too_long_to_be_checked_is_hidden(ask: Ask) -> None:
    alias = chain(StandardPageFactory(), LONGEST_ALIAS_CHAIN + 1)
    assert ask(TITLE, id=alias.pk) == {"page": None}


@pytest.mark.parametrize("links", range(1, LONGEST_ALIAS_CHAIN + 1))
def test_alias_of_a_page_restricted_later_is_hidden(ask: Ask, links: int) -> None:
    source = StandardPageFactory()
    alias = chain(source, links)
    PageViewRestriction.objects.create(page=source, restriction_type=PageViewRestriction.LOGIN)
    assert ask(TITLE, id=alias.pk) == {"page": None}


@pytest.mark.parametrize("links", range(1, LONGEST_ALIAS_CHAIN + 1))
def test_alias_does_not_show_what_is_scheduled(ask: Ask, links: int) -> None:
    source = StandardPageFactory(live=False)
    alias = chain(source, links)
    source.title = "Not yet"
    source.go_live_at = timezone.now() + timedelta(days=1)
    source.save_revision().publish()
    alias.refresh_from_db()
    assert alias.title == "Not yet"
    assert ask(TITLE, id=alias.pk) == {"page": None}
