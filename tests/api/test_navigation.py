"""Menus and settings in the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, PageViewRestriction, Site

from content_api.lookahead import Loader
from content_api.viewer import default_viewer
from home.addresses import addresses_of
from home.models import NavigationItem, SiteSettings
from tests.api.conftest import Ask
from tests.factories.articles import ArticlePageFactory
from tests.factories.home import NavigationFactory, StandardPageFactory, home_page
from tests.factories.media import ImageFactory

pytestmark = pytest.mark.django_db

MENU = """
query($slug: String!, $locale: String, $site: String) {
  navigation(slug: $slug, locale: $locale, site: $site) { slug locale items { label url page { title } } }
}
"""
MENUS = "query($locale: String) { navigations(locale: $locale) { slug locale items { label } } }"
SETTINGS = """
query($site: String) {
  siteSettings(site: $site) {
    organisationName organisationDescription logo { title } defaultShareImage { title }
    githubUrl mastodonUrl linkedinUrl contactEmail
  }
}
"""


@pytest.fixture
def chinese() -> Locale:
    return Locale.objects.create(language_code="zh-hans")


def item(label: str, number: int = 0, **target: Any) -> NavigationItem:
    return NavigationItem(label=label, sort_order=number, **target or {"url": "/somewhere/"})


def test_menu_with_its_items_in_order(ask: Ask) -> None:
    about = StandardPageFactory(title="About us", slug="about")
    NavigationFactory(
        slug="main",
        items=[
            item("Elsewhere", 2, url="https://elsewhere.example/"),
            item("About", 0, page=about),
            item("Feeds", 1, url="/feeds/"),
        ],
    )

    assert ask(MENU, slug="main") == {
        "navigation": {
            "slug": "main",
            "locale": "en",
            "items": [
                {"label": "About", "url": "http://localhost/about/", "page": {"title": "About us"}},
                {"label": "Feeds", "url": "/feeds/", "page": None},
                {"label": "Elsewhere", "url": "https://elsewhere.example/", "page": None},
            ],
        }
    }


def test_items_of_hidden_pages_are_left_out(ask: Ask) -> None:
    private = ArticlePageFactory()
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    NavigationFactory(
        slug="main",
        items=[item("Draft", page=ArticlePageFactory(live=False)), item("Private", page=private), item("Feeds")],
    )

    answer = ask(MENU, slug="main")["navigation"]

    assert [entry["label"] for entry in answer["items"]] == ["Feeds"]


def test_menu_in_the_locale_asked_for(ask: Ask, chinese: Locale) -> None:
    home = home_page().copy_for_translation(chinese)
    home.save_revision().publish()
    NavigationFactory(slug="main", items=[item("Home", page=home_page())])
    NavigationFactory(slug="main", locale=chinese, items=[item("首页", page=home)])

    answer = ask(MENU, slug="main", locale="zh-hans")["navigation"]

    assert answer == {
        "slug": "main",
        "locale": "zh-hans",
        "items": [{"label": "首页", "url": "http://localhost/zh-hans/", "page": {"title": "Home"}}],
    }


def test_menu_falls_back_to_the_default_locale_and_says_so(ask: Ask, chinese: Locale) -> None:
    NavigationFactory(slug="main", items=[item("Feeds")])
    NavigationFactory(slug="footer", locale=chinese, items=[item("订阅")])

    assert ask(MENU, slug="main", locale="zh-hans")["navigation"]["locale"] == "en"
    assert ask(MENU, slug="footer") == {"navigation": None}
    assert ask(MENU, slug="absent") == {"navigation": None}


def test_each_menu_once_by_slug(ask: Ask, chinese: Locale) -> None:
    NavigationFactory(slug="main", items=[item("Feeds")])
    NavigationFactory(slug="main", locale=chinese, items=[item("订阅")])
    NavigationFactory(slug="about", items=[item("Team")])
    NavigationFactory(slug="footer", locale=chinese, items=[item("版权")])

    assert ask(MENUS) == {
        "navigations": [
            {"slug": "about", "locale": "en", "items": [{"label": "Team"}]},
            {"slug": "main", "locale": "en", "items": [{"label": "Feeds"}]},
        ]
    }
    assert ask(MENUS, locale="zh-hans") == {
        "navigations": [
            {"slug": "about", "locale": "en", "items": [{"label": "Team"}]},
            {"slug": "footer", "locale": "zh-hans", "items": [{"label": "版权"}]},
            {"slug": "main", "locale": "zh-hans", "items": [{"label": "订阅"}]},
        ]
    }


def test_menus_of_another_site_lead_to_its_own_pages_only(ask: Ask) -> None:
    about = StandardPageFactory(title="About us", slug="about")
    Site.objects.create(hostname="second.example", root_page=about)
    NavigationFactory(slug="main", items=[item("Home", page=home_page()), item("About", page=about)])

    answer = ask(MENU, slug="main", site="second.example")["navigation"]

    assert [entry["label"] for entry in answer["items"]] == ["About"]


@pytest.mark.parametrize("argument", [{"locale": "xx"}, {"site": "absent.example"}])
def test_unknown_locale_or_site_is_refused(
    refused: Callable[..., dict[str, Any]],
    argument: dict[str, str],
) -> None:
    assert refused(MENU, slug="main", **argument)["extensions"]["code"] == "BAD_INPUT"


@pytest.mark.parametrize("count", [1, 20])
def test_addresses_of_items_take_one_statement(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    pages = [StandardPageFactory(slug=f"page-{number}") for number in range(count)]
    items = [
        NavigationItem(pk=number, label=page.title, page_id=page.pk, sort_order=number)
        for number, page in enumerate(pages)
    ]
    viewer = default_viewer()
    assert viewer.site_root_paths

    with django_assert_num_queries(1):
        addresses = addresses_of(items, Loader(viewer))

    assert addresses == {number: f"http://localhost/page-{number}/" for number in range(count)}


def test_a_hidden_page_has_no_address() -> None:
    draft = StandardPageFactory(live=False)
    assert addresses_of([NavigationItem(pk=1, label="Draft", page_id=draft.pk)], Loader(default_viewer())) == {1: None}


def test_settings_of_the_site(ask: Ask) -> None:
    settings = SiteSettings.for_site(Site.objects.get())
    settings.organisation_name = "Nuages Press"
    settings.organisation_description = "Writing about Django."
    settings.logo = ImageFactory(title="Logo")
    settings.default_share_image = ImageFactory(title="Share")
    settings.github_url = "https://github.example/nuages"
    settings.contact_email = "hello@nuages.example"
    settings.save()
    Site.objects.create(hostname="second.example", root_page=StandardPageFactory())

    assert ask(SETTINGS) == {
        "siteSettings": {
            "organisationName": "Nuages Press",
            "organisationDescription": "Writing about Django.",
            "logo": {"title": "Logo"},
            "defaultShareImage": {"title": "Share"},
            "githubUrl": "https://github.example/nuages",
            "mastodonUrl": None,
            "linkedinUrl": None,
            "contactEmail": "hello@nuages.example",
        }
    }
    assert ask(SETTINGS, site="second.example") == {"siteSettings": None}
