"""``route``: page, redirect or nothing at a path."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, Site

from tests.api.conftest import Ask
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

ROUTE = """
query($path: String!, $locale: String, $site: String) {
  route(path: $path, locale: $locale, site: $site) {
    status location permanent page { title } alternates { locale title }
  }
}
"""
NOTHING: dict[str, Any] = {
    "status": "NOT_FOUND",
    "location": None,
    "permanent": None,
    "page": None,
    "alternates": [],
}


@pytest.fixture
def chinese() -> Locale:
    return Locale.objects.create(language_code="zh-hans")


def translated(page: Page, locale: Locale, title: str) -> Page:
    translation = page.copy_for_translation(locale, copy_parents=True)
    translation.title = title
    translation.save_revision().publish()
    translation.refresh_from_db()
    return translation


def test_page(ask: Ask) -> None:
    StandardPageFactory(title="About", slug="about")

    assert ask(ROUTE, path="/about/") == {"route": {**NOTHING, "status": "FOUND", "page": {"title": "About"}}}


@pytest.mark.parametrize("path", ["/absent/", "about", "", "//", "/zh-hans/about/"])
def test_nothing(ask: Ask, path: str) -> None:
    home_page().unpublish()

    assert ask(ROUTE, path=path) == {"route": NOTHING}


def test_page_names_its_translations(ask: Ask, chinese: Locale) -> None:
    translated(home_page(), chinese, "首页")

    answer = ask(ROUTE, path="/")["route"]

    assert answer["alternates"] == [{"locale": "zh-hans", "title": "首页"}]


def test_hidden_translation_is_not_named(ask: Ask, chinese: Locale) -> None:
    translated(home_page(), chinese, "首页").unpublish()

    assert ask(ROUTE, path="/")["route"]["alternates"] == []


def test_locale_of_a_translation_redirects_to_it(ask: Ask, chinese: Locale) -> None:
    translated(home_page(), chinese, "首页")

    answer = ask(ROUTE, path="/", locale="zh-hans")["route"]

    assert answer == {
        **NOTHING,
        "status": "REDIRECT",
        "location": "http://localhost/zh-hans/",
        "permanent": False,
    }


def test_locale_without_translation_answers_what_there_is(ask: Ask, chinese: Locale) -> None:
    page = StandardPageFactory(title="About", slug="about")

    answer = ask(ROUTE, path="/about/", locale="zh-hans")["route"]

    assert answer == {**NOTHING, "alternates": [{"locale": page.locale.language_code, "title": "About"}]}


@pytest.mark.parametrize("permanent", [True, False])
def test_redirect_to_an_address(ask: Ask, permanent: bool) -> None:
    Redirect.add_redirect("/old/", "https://elsewhere.example/new/", is_permanent=permanent)

    assert ask(ROUTE, path="/old/")["route"] == {
        **NOTHING,
        "status": "REDIRECT",
        "location": "https://elsewhere.example/new/",
        "permanent": permanent,
    }


def test_redirect_to_a_page(ask: Ask) -> None:
    Redirect.add_redirect("/old/", StandardPageFactory(slug="new"))

    assert ask(ROUTE, path="/old/")["route"]["location"] == "http://localhost/new/"


def test_redirect_to_a_hidden_page_is_nothing(ask: Ask) -> None:
    Redirect.add_redirect("/old/", StandardPageFactory(slug="new", live=False))

    assert ask(ROUTE, path="/old/") == {"route": NOTHING}


def test_redirect_of_the_site_goes_before_that_of_all_sites(ask: Ask) -> None:
    Redirect.add_redirect("/old/", "https://all.example/")
    Redirect.add_redirect("/old/", "https://this.example/").delete()
    Redirect.objects.create(
        old_path="/old", redirect_link="https://this.example/", site=Site.objects.get(is_default_site=True)
    )

    assert ask(ROUTE, path="/old/")["route"]["location"] == "https://this.example/"


def test_redirect_of_another_site_is_nothing(ask: Ask) -> None:
    root = Page.get_first_root_node().add_child(instance=Page(title="Second", slug="second"))
    site = Site.objects.create(hostname="second.example", root_page=root)
    Redirect.objects.create(old_path="/old", redirect_link="https://elsewhere.example/", site=site)

    assert ask(ROUTE, path="/old/") == {"route": NOTHING}
    assert ask(ROUTE, path="/old/", site="second.example")["route"]["location"] == "https://elsewhere.example/"
