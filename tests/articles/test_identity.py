"""``uid``: one per row for ever, never two rows with the same."""

from __future__ import annotations

import uuid

import pytest
from wagtail.models import Locale, Page, Revision

from articles.models import ArticlePage
from home.models import Navigation
from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory, ClaimFactory, only
from tests.factories.home import NavigationFactory, home_page

pytestmark = pytest.mark.django_db


@pytest.fixture
def chinese() -> Locale:
    return Locale.objects.create(language_code="zh-hans")


def test_kept_when_renamed_and_published() -> None:
    page = ArticlePageFactory()
    uid = page.uid

    page.title, page.slug = "Another title", "another-title"
    page.save_revision().publish()

    stored = ArticlePage.objects.get(pk=page.pk)
    assert (stored.uid, stored.slug) == (uid, "another-title")


def test_kept_when_an_old_revision_comes_back() -> None:
    page = ArticlePageFactory()
    revision = Revision.objects.get(pk=page.save_revision().pk)
    new_uid = uuid.uuid4()
    ArticlePage.objects.filter(pk=page.pk).update(uid=new_uid)

    revision.publish()

    assert ArticlePage.objects.get(pk=page.pk).uid == new_uid


@pytest.mark.parametrize("copy_revisions", [True, False])
def test_a_copy_gets_its_own(copy_revisions: bool) -> None:
    page = ArticlePageFactory()
    page.save_revision().publish()

    copy = page.copy(update_attrs={"slug": "copy"}, copy_revisions=copy_revisions)

    assert copy.uid != page.uid
    copy.get_latest_revision().publish()
    assert ArticlePage.objects.get(pk=copy.pk).uid == copy.uid


def test_a_copied_tree_gets_new_ones() -> None:
    page = ArticlePageFactory()
    copied_index = only(ArticleIndexPageFactory).copy(recursive=True, update_attrs={"slug": "articles-2"})

    [copy] = copied_index.get_children().specific()
    assert copy.uid != page.uid


def test_an_alias_gets_its_own_and_keeps_it_when_the_source_is_published() -> None:
    page = ArticlePageFactory()
    alias = page.create_alias(update_slug="alias")
    assert alias.uid != page.uid

    page.title = "A new title"
    page.save_revision().publish()

    stored = ArticlePage.objects.get(pk=alias.pk)
    assert (stored.title, stored.uid) == ("A new title", alias.uid)


def test_an_alias_keeps_a_given_uid() -> None:
    page = ArticlePageFactory()
    given = uuid.uuid4()
    alias = ArticlePage(title="Alias", slug="alias", alias_of=page, uid=given)
    page.get_parent().add_child(instance=alias)
    assert ArticlePage.objects.get(pk=alias.pk).uid == given


def test_an_alias_made_into_a_page_keeps_its_own() -> None:
    page = ArticlePageFactory()
    alias = page.create_alias(update_slug="alias")
    alias.alias_of = None
    alias.save_revision().publish()
    assert ArticlePage.objects.get(pk=alias.pk).uid == alias.uid


def test_a_translation_gets_its_own(chinese: Locale) -> None:
    page = ArticlePageFactory()
    translation = page.copy_for_translation(chinese, copy_parents=True)
    assert translation.translation_key == page.translation_key
    assert translation.uid != page.uid


def test_an_aliased_translation_gets_its_own(chinese: Locale) -> None:
    translation = home_page().copy_for_translation(chinese, alias=True)
    assert translation.specific.uid != home_page().uid
    assert Page.objects.get(pk=translation.pk).alias_of_id == home_page().pk


def test_a_translated_menu_gets_its_own(chinese: Locale) -> None:
    menu = NavigationFactory()
    translation = menu.copy_for_translation(chinese)
    translation.save()
    assert Navigation.objects.get(locale=chinese).uid != menu.uid


def test_a_snippet_keeps_it_when_published() -> None:
    claim = ClaimFactory()
    uid = claim.uid
    claim.value = "2005"
    claim.save_revision().publish()
    claim.refresh_from_db()
    assert (claim.uid, claim.value) == (uid, "2005")
