"""Menus: targets, languages, and what the public sees of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction

from content_api.viewer import Viewer, default_viewer
from content_api.visibility import visible
from home.models import FeaturedPage, Navigation, NavigationItem
from tests.factories.articles import ArticlePageFactory
from tests.factories.home import NavigationFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("targets", [{}, {"page": True, "url": "https://elsewhere.example/"}])
def test_an_item_has_one_target(targets: dict[str, Any]) -> None:
    fields = {key: home_page() if key == "page" else value for key, value in targets.items()}
    item = NavigationItem(label="Somewhere", navigation=NavigationFactory(items=[]), **fields)
    with pytest.raises(ValidationError) as refused:
        item.full_clean()
    assert refused.value.messages == ["Choose a page or give an address, not both."]
    with pytest.raises(IntegrityError), transaction.atomic():
        item.save()


def test_a_menu_is_one_per_slug_and_language() -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    menu = NavigationFactory(slug="main")
    NavigationFactory(slug="main", locale=chinese)
    with pytest.raises(IntegrityError), transaction.atomic():
        NavigationFactory(slug="main")
    assert [str(row) for row in Navigation.objects.all()] == ["main (en)", "main (zh-hans)"]
    assert menu.locale.language_code == "en"


def test_an_item_goes_with_its_page() -> None:
    page = ArticlePageFactory()
    NavigationFactory(items=[NavigationItem(label="Read", page=page)])
    Page.objects.get(pk=page.pk).delete()
    assert not NavigationItem.objects.exists()


def test_items_of_hidden_pages_are_hidden() -> None:
    shown, draft, private = ArticlePageFactory(), ArticlePageFactory(live=False), ArticlePageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    NavigationFactory(
        items=[
            *[NavigationItem(label=page.title, page=page) for page in (shown, draft, private)],
            NavigationItem(label="Elsewhere", url="https://elsewhere.example/"),
        ]
    )
    items = visible(NavigationItem.objects.order_by("pk"), default_viewer())
    assert [item.label for item in items] == [shown.title, "Elsewhere"]
    assert visible(Navigation.objects.all(), default_viewer()).count() == 1


def test_featured_entries_are_as_public_as_the_home_page() -> None:
    page = home_page()
    page.featured_pages = [FeaturedPage(featured_page=ArticlePageFactory())]
    page.save()
    assert visible(FeaturedPage.objects.all(), default_viewer()).count() == 1
    assert visible(FeaturedPage.objects.all(), Viewer(site=None)).count() == 0


def test_menus_are_listed_and_edited(admin_client: Client) -> None:
    menu = NavigationFactory()
    response = admin_client.get(reverse("wagtailsnippets_home_navigation:list"))
    assert list(response.context["object_list"]) == [menu]
    assert admin_client.get(reverse("wagtailsnippets_home_navigation:edit", args=[menu.pk])).status_code == 200
