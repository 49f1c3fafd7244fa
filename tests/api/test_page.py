"""The root field ``page``: Grapple's arguments, exact paths, one site."""

from __future__ import annotations

import pytest
from wagtail.models import Locale, Page, Site

from tests.api.conftest import Ask
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

BY_ID = "query($id: ID!) { page(id: $id) { title } }"
BY_SLUG = "query($slug: String!) { page(slug: $slug) { title } }"
BY_PATH = """
query($path: String!, $site: String, $locale: String) {
  page(urlPath: $path, site: $site, locale: $locale) { title }
}
"""


def test_page_by_number(ask: Ask) -> None:
    page = StandardPageFactory(title="About")

    assert ask(BY_ID, id=page.pk) == {"page": {"title": "About"}}


def test_page_by_slug(ask: Ask) -> None:
    StandardPageFactory(title="About", slug="about")

    assert ask(BY_SLUG, slug="about") == {"page": {"title": "About"}}


def test_slug_of_two_pages_answers_null(ask: Ask) -> None:
    first = StandardPageFactory(slug="about")
    StandardPageFactory(slug="about", parent=first)

    assert ask(BY_SLUG, slug="about") == {"page": None}


@pytest.mark.parametrize("path", ["/many/", "many", "/many", "/home/many/"])
def test_page_by_whole_path(ask: Ask, path: str) -> None:
    StandardPageFactory(title="Many", slug="many")

    assert ask(BY_PATH, path=path) == {"page": {"title": "Many"}}


@pytest.mark.parametrize("path", ["ny", "/ny/", "/other/many/", "many/many", "%"])
def test_part_of_a_path_is_no_path(ask: Ask, path: str) -> None:
    StandardPageFactory(slug="many")

    assert ask(BY_PATH, path=path) == {"page": None}


def test_empty_path_is_the_home_page(ask: Ask) -> None:
    assert ask(BY_PATH, path="/") == {"page": {"title": home_page().title}}


def test_path_of_a_translation_begins_with_its_language(ask: Ask) -> None:
    chinese = home_page().copy_for_translation(Locale.objects.create(language_code="zh-hans"))
    chinese.title = "首页"
    chinese.save_revision().publish()

    assert ask(BY_PATH, path="/zh-hans/") == {"page": {"title": "首页"}}


def test_locale_leaves_out_pages_in_other_languages(ask: Ask) -> None:
    Locale.objects.create(language_code="zh-hans")
    StandardPageFactory(slug="about")

    assert ask(BY_PATH, path="/about/", locale="zh-hans") == {"page": None}


@pytest.fixture
def second_site() -> Site:
    root = Page.get_first_root_node().add_child(instance=Page(title="Second home", slug="second"))
    StandardPageFactory(title="On the second site", slug="about", parent=root)
    return Site.objects.create(hostname="second.example", port=443, root_page=root)


def test_site_chooses_where_the_path_is_looked_for(ask: Ask, second_site: Site) -> None:
    StandardPageFactory(title="On the first site", slug="about")

    assert ask(BY_PATH, path="/about/") == {"page": {"title": "On the first site"}}
    assert ask(BY_PATH, path="/about/", site="second.example") == {"page": {"title": "On the second site"}}
    assert ask(BY_PATH, path="/about/", site="second.example:443") == {"page": {"title": "On the second site"}}


def test_page_of_another_site_is_not_found_by_number(ask: Ask, second_site: Site) -> None:
    page = Page.objects.get(title="On the second site")

    assert ask(BY_ID, id=page.pk) == {"page": None}


def test_two_sites_in_one_request_do_not_mix(ask: Ask, second_site: Site) -> None:
    StandardPageFactory(title="On the first site", slug="about")

    answer = ask(
        """{
          first: page(urlPath: "/about/") { title parent { title } }
          second: page(urlPath: "/about/", site: "second.example") { title parent { title } }
        }"""
    )

    assert answer == {
        "first": {"title": "On the first site", "parent": {"title": home_page().title}},
        "second": {"title": "On the second site", "parent": {"title": "Second home"}},
    }


def test_content_type_narrows(ask: Ask) -> None:
    query = 'query($type: String!) { page(urlPath: "/about/", contentType: $type) { title } }'
    StandardPageFactory(title="About", slug="about")

    assert ask(query, type="home.StandardPage") == {"page": {"title": "About"}}
    assert ask(query, type="home.HomePage") == {"page": None}


def test_type_and_content_type_are_named(ask: Ask) -> None:
    StandardPageFactory(slug="about")

    answer = ask('{ page(slug: "about") { __typename pageType contentType live urlPath locale depth } }')

    assert answer["page"] == {
        "__typename": "StandardPage",
        "pageType": "StandardPage",
        "contentType": "home.StandardPage",
        "live": True,
        "urlPath": "/home/about/",
        "locale": "en",
        "depth": 3,
    }


def test_canonical_address_of_an_alias_is_that_of_its_source(ask: Ask) -> None:
    source = StandardPageFactory(slug="source")
    source.create_alias(parent=home_page(), update_slug="alias")

    answer = ask('{ page(slug: "alias") { fullUrl canonicalUrl } }')

    assert answer["page"] == {"fullUrl": "http://localhost/alias/", "canonicalUrl": "http://localhost/source/"}


def test_canonical_address_is_the_one_that_editors_chose(ask: Ask) -> None:
    StandardPageFactory(slug="about", canonical_url="https://elsewhere.example/first/")

    assert ask('{ page(slug: "about") { canonicalUrl } }')["page"] == {
        "canonicalUrl": "https://elsewhere.example/first/"
    }
