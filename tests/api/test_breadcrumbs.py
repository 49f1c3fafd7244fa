"""``breadcrumbs``: the visible way down to a page."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, PageViewRestriction, Site

from content_api.seo.breadcrumbs import breadcrumbs_for
from content_api.viewer import default_viewer
from tests.api.conftest import Ask
from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db

BREADCRUMBS = """
query($id: ID, $site: String) { page(id: $id, site: $site) { breadcrumbs { title url fullUrl } } }
"""
HOME = {"title": "Home", "url": "/", "fullUrl": "http://localhost/"}


def test_from_the_home_page_down_to_the_page(ask: Ask) -> None:
    article = ArticlePageFactory(title="What is Django?", slug="what-is-django")

    assert ask(BREADCRUMBS, id=article.pk)["page"]["breadcrumbs"] == [
        HOME,
        {"title": "Articles", "url": "/articles/", "fullUrl": "http://localhost/articles/"},
        {
            "title": "What is Django?",
            "url": "/articles/what-is-django/",
            "fullUrl": "http://localhost/articles/what-is-django/",
        },
    ]


def test_of_the_home_page(ask: Ask) -> None:
    assert ask(BREADCRUMBS, id=home_page().pk)["page"]["breadcrumbs"] == [HOME]


def test_in_a_translation(ask: Ask) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    about = StandardPageFactory(title="About", slug="about").copy_for_translation(chinese, copy_parents=True)
    about.title = "关于"
    about.save_revision().publish()
    home = home_page().get_translation(chinese)
    home.title = "首页"
    home.alias_of = None
    home.save_revision().publish()

    assert ask(BREADCRUMBS, id=about.pk)["page"]["breadcrumbs"] == [
        {"title": "首页", "url": "/zh-hans/", "fullUrl": "http://localhost/zh-hans/"},
        {"title": "关于", "url": "/zh-hans/about/", "fullUrl": "http://localhost/zh-hans/about/"},
    ]


def test_hidden_ancestor_is_left_out(ask: Ask) -> None:
    article = ArticlePageFactory(
        title="Shown", slug="shown", parent=ArticleIndexPageFactory(title="Secret", live=False)
    )

    assert [crumb["title"] for crumb in ask(BREADCRUMBS, id=article.pk)["page"]["breadcrumbs"]] == ["Home", "Shown"]


def test_pages_below_a_restricted_one_are_hidden_with_it(ask: Ask) -> None:
    article = ArticlePageFactory()
    PageViewRestriction.objects.create(page=article.get_parent(), restriction_type=PageViewRestriction.LOGIN)

    assert ask(BREADCRUMBS, id=article.pk) == {"page": None}


def test_ancestors_outside_the_site_are_left_out(ask: Ask) -> None:
    section = StandardPageFactory(title="Section", slug="section")
    page = StandardPageFactory(title="Inside", slug="inside", parent=section)
    Site.objects.create(hostname="second.example", root_page=section)

    answer = ask(BREADCRUMBS, id=page.pk, site="second.example")["page"]["breadcrumbs"]

    assert [crumb["title"] for crumb in answer] == ["Section", "Inside"]


@pytest.mark.parametrize("count", [1, 20])
def test_statements(django_assert_num_queries: DjangoAssertNumQueries, count: int) -> None:
    parents = [StandardPageFactory(title=f"Parent {number}") for number in range(count)]
    pages: list[Page] = [StandardPageFactory(title=f"Page {number}", parent=parents[number]) for number in range(count)]
    viewer = default_viewer()
    assert viewer.site_root_paths

    with django_assert_num_queries(1):
        trails = breadcrumbs_for(pages, viewer)

    assert {key: [crumb.title for crumb in trail] for key, trail in trails.items()} == {
        page.pk: ["Home", f"Parent {number}", f"Page {number}"] for number, page in enumerate(pages)
    }
