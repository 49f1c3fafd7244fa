"""Places in the tree: pages below what is not public, aliases, and the first page of an empty site."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management.base import CommandError
from wagtail.models import Page, Site

from articles.models import ArticlePage
from home.models import HomePage
from tests.changes import number_changes
from tests.factories.articles import ArticlePageFactory
from tests.factories.home import StandardPageFactory, home_page

from .moving import documents, elsewhere, export, newest_change, take_in
from .small import publish, small_site

pytestmark = pytest.mark.django_db


def hidden_and_below() -> Page:
    """A page that everybody sees, below one that nobody does."""
    hidden = StandardPageFactory(title="Hidden plans", slug="plans")
    below = publish(StandardPageFactory(title="Below", slug="below", parent=hidden))
    hidden.unpublish()
    number_changes()
    return below


def test_of_hidden_pages_above_only_the_slug_travels(tmp_path: Path) -> None:
    hidden_and_below()

    export(tmp_path / "content")

    (told,) = documents(tmp_path / "content", "home.StandardPage")
    assert told["place"] == {"parent": f"home.HomePage/{home_page().uid}", "through": ["plans"]}
    everything = "".join(path.read_text() for path in (tmp_path / "content").rglob("*.*") if path.is_file())
    assert "Hidden" not in everything
    assert (tmp_path / "content" / "pages" / "localhost" / "plans" / "below" / "index.md").exists()


def test_page_below_hidden_ones_gets_its_address_back(tmp_path: Path) -> None:
    with elsewhere():
        hidden_and_below()
        export(tmp_path / "content")

    take_in(tmp_path / "content")
    before = newest_change()
    second = take_in(tmp_path / "content")

    below = Page.objects.get(title="Below")
    assert (below.live, below.url_path) == (True, "/home/plans/below/")
    above = below.get_parent()
    assert (above.live, above.title) == (False, "plans")
    assert "0 created, 0 updated" in second
    assert "moved" not in second
    assert newest_change() == before


def test_hidden_page_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    below = hidden_and_below()
    export(tmp_path / "content")
    below.delete()
    number_changes()

    take_in(tmp_path / "content")

    found = Page.objects.get(title="Below")
    assert found.get_parent().title == "Hidden plans"


def test_site_whose_first_page_is_hidden_keeps_its_root(tmp_path: Path) -> None:
    with elsewhere():
        root = Page.get_first_root_node().add_child(instance=HomePage(title="Secret", slug="other", live=False))
        publish(StandardPageFactory(title="Below", slug="below", parent=root))
        Site.objects.create(hostname="other.example", root_page=root)
        number_changes()
        export(tmp_path / "content")

    take_in(tmp_path / "content")

    site = Site.objects.get(hostname="other.example")
    assert (site.root_page.slug, site.root_page.live, site.root_page.title) == ("other", False, "other")
    assert Page.objects.get(title="Below").get_parent() == site.root_page


def test_alias_follows_its_source(tmp_path: Path) -> None:
    article = small_site()
    alias = article.create_alias(update_slug="also-swing")
    number_changes()
    uid = alias.specific.uid
    with elsewhere():
        article.title = "Manouche"
        published = publish(article)
        number_changes()
        export(tmp_path / "content")

    take_in(tmp_path / "content")
    before = newest_change()
    second = take_in(tmp_path / "content")

    alias = ArticlePage.objects.get(uid=uid)
    assert (alias.title, alias.slug, alias.alias_of_id) == ("Manouche", "also-swing", article.pk)
    assert alias.last_published_at == published.last_published_at
    assert "0 created, 0 updated" in second
    assert newest_change() == before


def test_aliases_have_no_content_of_their_own(tmp_path: Path) -> None:
    article = small_site()
    article.create_alias(update_slug="also-swing")
    number_changes()

    export(tmp_path / "content")

    told = {one["content"]["slug"]: one["content"] for one in documents(tmp_path / "content", "articles.ArticlePage")}
    assert "body" in told["swing"]
    assert "body" not in told["also-swing"]
    assert told["also-swing"]["alias_of"] == f"articles.ArticlePage/{article.uid}"


def test_first_page_of_an_empty_site_becomes_that_of_the_export(tmp_path: Path) -> None:
    first = home_page()
    with elsewhere():
        other = Page.get_first_root_node().add_child(instance=HomePage(title="Of there", slug="there"))
        Site.objects.update(root_page=other)
        publish(other)
        Page.objects.get(pk=first.pk).delete()
        number_changes()
        export(tmp_path / "content")

    take_in(tmp_path / "content")

    site = Site.objects.get()
    assert (site.root_page_id, site.root_page.title, site.root_page.slug) == (first.pk, "Of there", "there")


def test_page_whose_address_is_taken_is_named(tmp_path: Path) -> None:
    with elsewhere():
        small_site()
        number_changes()
        export(tmp_path / "content")
    ArticlePageFactory(title="Ours", slug="swing")
    number_changes()

    with pytest.raises(CommandError, match=r"“Articles” .*slug 'articles' is already in use"):
        take_in(tmp_path / "content")

    assert [page.title for page in ArticlePage.objects.all()] == ["Ours"]
