"""The home page: made by the migrations, and what it leads on to."""

from __future__ import annotations

import pytest
from wagtail.models import Page, Site

from home.models import FeaturedPage, HomePage
from tests.factories.articles import ArticlePageFactory
from tests.factories.home import home_page

pytestmark = pytest.mark.django_db


def test_the_migrations_made_the_home_page_the_root_of_the_site() -> None:
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("localhost", 80, True)
    assert site.root_page.specific == HomePage.objects.get()
    page = home_page()
    assert (page.title, page.draft_title, page.slug, page.url_path) == ("Home", "Home", "home", "/home/")
    assert (page.locale.language_code, page.live, page.depth) == ("en", True, 2)
    assert Page.objects.filter(depth=2).count() == 1


def test_the_home_page_can_be_published() -> None:
    page = home_page()
    page.hero_title = "Writing about Django"
    page.save_revision().publish()
    assert home_page().hero_title == "Writing about Django"


def test_featured_pages_in_order_and_gone_with_their_page() -> None:
    first, second = ArticlePageFactory(), ArticlePageFactory()
    page = home_page()
    page.featured_pages = [
        FeaturedPage(featured_page=second, sort_order=0),
        FeaturedPage(featured_page=first, sort_order=1),
    ]
    page.save()
    assert list(home_page().pages_featured()) == [second.page_ptr, first.page_ptr]

    Page.objects.get(pk=second.pk).delete()
    assert list(home_page().pages_featured()) == [first.page_ptr]
