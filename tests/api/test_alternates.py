"""``alternates``: a page in all its languages."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, PageViewRestriction

from content_api.seo.alternates import alternates_for
from content_api.seo.languages import bcp47, open_graph_locale
from content_api.viewer import default_viewer
from tests.api.conftest import Ask
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

ALTERNATES = "query($id: ID) { page(id: $id) { alternates { locale hreflang url fullUrl isDefault } } }"
ENGLISH = {
    "locale": "en",
    "hreflang": "en",
    "url": "/about/",
    "fullUrl": "http://localhost/about/",
    "isDefault": True,
}
CHINESE = {
    "locale": "zh-hans",
    "hreflang": "zh-Hans",
    "url": "/zh-hans/about/",
    "fullUrl": "http://localhost/zh-hans/about/",
    "isDefault": False,
}


@pytest.fixture
def chinese() -> Locale:
    locale = Locale.objects.create(language_code="zh-hans")
    home_page().copy_for_translation(locale).save_revision().publish()
    return locale


def translated(page: Page, locale: Locale) -> Page:
    translation = page.copy_for_translation(locale)
    translation.save_revision().publish()
    translation.refresh_from_db()
    return translation


def alternates(ask: Ask, page: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(ALTERNATES, id=page.pk)["page"]["alternates"]
    return found


def test_each_language_names_all_with_itself(ask: Ask, chinese: Locale) -> None:
    about = StandardPageFactory(slug="about")
    translation = translated(about, chinese)

    assert alternates(ask, about) == [ENGLISH, CHINESE]
    assert alternates(ask, translation) == [ENGLISH, CHINESE]


def test_page_without_translations(ask: Ask) -> None:
    assert alternates(ask, StandardPageFactory(slug="about")) == [ENGLISH]


@pytest.mark.parametrize("_case", ["draft", "restricted"])
def test_hidden_translation_is_not_named(ask: Ask, chinese: Locale, _case: str) -> None:
    about = StandardPageFactory(slug="about")
    translation = translated(about, chinese)
    if _case == "draft":
        translation.unpublish()
    else:
        PageViewRestriction.objects.create(page=translation, restriction_type=PageViewRestriction.LOGIN)

    assert alternates(ask, about) == [ENGLISH]


def test_untranslated_copy_is_no_alternate_and_names_its_source(ask: Ask, chinese: Locale) -> None:
    about = StandardPageFactory(slug="about")
    copy = about.copy_for_translation(chinese, alias=True)

    assert alternates(ask, about) == [ENGLISH]
    assert alternates(ask, copy) == [ENGLISH]


def test_alias_names_the_translations_of_its_source(ask: Ask, chinese: Locale) -> None:
    about = StandardPageFactory(slug="about")
    translated(about, chinese)
    alias = about.create_alias(update_slug="imprint")

    assert alternates(ask, alias.create_alias(update_slug="imprint-too")) == [ENGLISH, CHINESE]
    assert alternates(ask, alias) == [ENGLISH, CHINESE]


@pytest.mark.parametrize("count", [1, 20])
def test_statements(django_assert_num_queries: DjangoAssertNumQueries, chinese: Locale, count: int) -> None:
    pages = [StandardPageFactory() for _ in range(count)]
    for page in pages:
        translated(page, chinese)
    viewer = default_viewer()
    assert viewer.site_root_paths

    with django_assert_num_queries(1):
        found = alternates_for(pages, viewer)

    assert {key: [alternate.locale for alternate in rows] for key, rows in found.items()} == {
        page.pk: ["en", "zh-hans"] for page in pages
    }


@pytest.mark.parametrize(
    ("language_code", "tag", "open_graph"),
    [
        ("en", "en", "en_US"),
        ("en-gb", "en-GB", "en_GB"),
        ("zh-hans", "zh-Hans", "zh_CN"),
        ("zh-hant", "zh-Hant", "zh_TW"),
        ("sr-latn", "sr-Latn", "sr_RS"),
    ],
)
def test_names_of_languages(language_code: str, tag: str, open_graph: str) -> None:
    assert bcp47(language_code) == tag
    assert open_graph_locale(language_code) == open_graph
