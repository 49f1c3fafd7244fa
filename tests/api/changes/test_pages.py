"""What editors do with pages, and what the log says of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Locale, Page, PageViewRestriction, Site

from articles.models import ArticlePage
from articles.publishing.schedule import publish_due
from tests.factories.articles import ArticleIndexPageFactory, ArticlePageFactory, AuthorFactory, only
from tests.factories.home import StandardPageFactory, home_page

from .conftest import Log, told


def test_published_page_is_logged_with_its_public_path(logged: Log) -> None:
    only(ArticleIndexPageFactory)
    logged()

    page = ArticlePageFactory(title="First", slug="first")

    (row,) = logged()
    assert (row.kind, row.object_type, row.object_id, row.uid) == ("published", "articlepage", page.pk, page.uid)
    assert (row.path, row.former_path, row.locale) == ("/articles/first/", "", "en")
    assert (row.was_visible, row.is_visible, row.is_newest) == (False, True, True)


def test_publishing_again_is_an_update(logged: Log) -> None:
    page = ArticlePageFactory()
    (*_, first) = logged()

    page.title = "Another"
    page.save_revision().publish()

    assert told(logged()) == [("updated", "articlepage", page.pk)]
    first.refresh_from_db()
    assert not first.is_newest


def test_drafts_write_nothing(logged: Log) -> None:
    page, draft = ArticlePageFactory(), ArticlePageFactory(live=False)
    logged()

    page.title = draft.title = "Secret"
    page.save_revision()
    draft.save_revision()
    draft.save()
    draft.delete()

    assert logged() == []


def test_schedule_writes_nothing_until_it_is_due(logged: Log) -> None:
    page = ArticlePageFactory(live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.save_revision().publish()
    logged()

    publish_due(timezone.now())
    assert logged() == []
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        publish_due()

    assert told(logged()) == [("published", "articlepage", page.pk)]


def test_unpublished_page_leaves_a_tombstone(logged: Log) -> None:
    page = ArticlePageFactory(slug="gone")
    logged()

    page.title = "Never seen"
    page.slug = "never-seen"
    page.unpublish()

    (row,) = logged()
    assert (row.kind, row.path, row.former_path) == ("unpublished", "", "/articles/gone/")
    assert (row.was_visible, row.is_visible, row.state_tags) == (True, False, "")
    assert "never-seen" not in row.tags


def test_new_slug_moves_the_page_and_all_below(logged: Log) -> None:
    above = StandardPageFactory(slug="above")
    below = StandardPageFactory(parent=above, slug="below")
    StandardPageFactory(parent=above, slug="hidden", live=False)
    logged()

    above.slug = "renamed"
    above.save()

    rows = logged()
    assert {(row.kind, row.object_id, row.path, row.former_path) for row in rows} == {
        ("moved", above.pk, "/renamed/", "/above/"),
        ("moved", below.pk, "/renamed/below/", "/above/below/"),
    }


def test_move_is_logged_for_all_below(logged: Log) -> None:
    above, target = StandardPageFactory(slug="above"), StandardPageFactory(slug="target")
    below = StandardPageFactory(parent=above, slug="below")
    logged()

    above.move(target, pos="last-child")

    rows = logged()
    assert {(row.kind, row.object_id, row.path) for row in rows if row.object_type == "standardpage"} == {
        ("moved", above.pk, "/target/above/"),
        ("moved", below.pk, "/target/above/below/"),
    }
    # Wagtail leaves redirects behind, written in bulk.
    redirects = {(row.kind, row.path) for row in rows if row.object_type == "redirect"}
    assert redirects == {("published", "/above"), ("published", "/above/below")}
    assert len(rows) == 4


def test_reordering_is_an_update_of_the_page_alone(logged: Log) -> None:
    first, second = StandardPageFactory(), StandardPageFactory()
    logged()

    second.move(first, pos="left")

    assert told(logged()) == [("updated", "standardpage", second.pk)]


def test_deletion_is_logged_for_all_below(logged: Log) -> None:
    above = StandardPageFactory(slug="above")
    below = StandardPageFactory(parent=above, slug="below")
    StandardPageFactory(parent=above, live=False)
    keys = {above.pk, below.pk}
    logged()

    Page.objects.get(pk=above.pk).delete()

    rows = logged()
    assert {(row.kind, row.object_id, row.former_path) for row in rows} == {
        ("deleted", above.pk, "/above/"),
        ("deleted", below.pk, "/above/below/"),
    }
    assert keys == {row.object_id for row in rows}


def test_restriction_hides_all_below_and_its_end_shows_them(logged: Log) -> None:
    above = StandardPageFactory(slug="above")
    below = StandardPageFactory(parent=above, slug="below")
    logged()

    restriction = PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)

    assert {(row.kind, row.object_id, row.is_visible) for row in logged()} == {
        ("restricted", above.pk, False),
        ("restricted", below.pk, False),
    }
    below.title = "Written behind closed doors"
    below.save()
    assert logged() == []
    restriction.delete()
    assert {(row.kind, row.object_id) for row in logged()} == {("published", above.pk), ("published", below.pk)}


def test_copy_is_logged_with_its_subtree(logged: Log) -> None:
    above = StandardPageFactory(slug="above")
    StandardPageFactory(parent=above, slug="below")
    logged()

    with transaction.atomic():
        copy = above.copy(recursive=True, keep_live=True, update_attrs={"slug": "copy"})

    (child,) = copy.get_children()
    assert {(row.kind, row.object_id, row.path) for row in logged()} == {
        ("published", copy.pk, "/copy/"),
        ("published", child.pk, "/copy/below/"),
    }


def test_alias_follows_its_source(logged: Log) -> None:
    page = StandardPageFactory(slug="source")
    logged()

    alias = page.create_alias(update_slug="alias")
    assert told(logged()) == [("published", "standardpage", alias.pk)]
    page.title = "Another"
    page.save_revision().publish()
    assert {key for _, _, key in told(logged())} == {page.pk, alias.pk}
    page.unpublish()
    assert {(kind, key) for kind, _, key in told(logged())} == {("unpublished", page.pk), ("unpublished", alias.pk)}


def test_alias_of_a_page_in_a_closed_section_goes_with_it(logged: Log) -> None:
    section = StandardPageFactory(slug="section")
    page = StandardPageFactory(parent=section, slug="source")
    alias = page.create_alias(parent=home_page(), update_slug="alias")
    logged()

    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)

    assert {(row.kind, row.object_id) for row in logged()} == {
        ("restricted", section.pk),
        ("restricted", page.pk),
        ("restricted", alias.pk),
    }


def test_alias_of_a_source_that_is_no_longer_live_goes_with_it(logged: Log) -> None:
    page = StandardPageFactory(slug="source")
    alias = page.create_alias(update_slug="alias")
    logged()

    Page.objects.filter(pk=page.pk).update(live=False)

    assert {(row.kind, row.object_id) for row in logged()} == {("unpublished", page.pk), ("restricted", alias.pk)}


def test_alias_whose_source_is_deleted_is_logged(logged: Log) -> None:
    page = StandardPageFactory(slug="source")
    alias = page.create_alias(update_slug="alias")
    logged()

    Page.objects.filter(pk=page.pk).delete()

    assert {(row.kind, row.object_id) for row in logged()} >= {("deleted", page.pk)}
    alias.refresh_from_db()
    assert alias.alias_of_id is None


def test_translation_is_logged_when_it_is_published(logged: Log) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    logged()

    translated = home_page().copy_for_translation(chinese)
    assert logged() == []
    translated.save_revision().publish()

    (row,) = logged()
    assert (row.kind, row.locale, row.path) == ("published", "zh-hans", "/zh-hans/")


def test_child_rows_are_changes_of_their_page(logged: Log) -> None:
    page = ArticlePageFactory()
    author = AuthorFactory()
    logged()

    entry = ArticlePage.article_authors.rel.related_model.objects.create(page=page, author=author)
    assert told(logged()) == [("updated", "articlepage", page.pk)]
    type(entry).objects.filter(pk=entry.pk).update(sort_order=5)
    assert told(logged()) == [("updated", "articlepage", page.pk)]
    type(entry).objects.filter(pk=entry.pk).delete()
    assert told(logged()) == [("updated", "articlepage", page.pk)]


def test_bulk_update_is_logged(logged: Log) -> None:
    pages = [ArticlePageFactory(), ArticlePageFactory()]
    logged()

    for page in pages:
        page.kind = "news"
    ArticlePage.objects.bulk_update(pages, ["kind"])

    assert {key for _, _, key in told(logged())} == {page.pk for page in pages}


def test_site_that_moves_moves_its_pages(logged: Log) -> None:
    page = StandardPageFactory(slug="page")
    below = StandardPageFactory(parent=page, slug="below")
    logged()

    site = Site.objects.get()
    site.root_page = page
    site.save()

    assert {(row.kind, row.object_type, row.object_id, row.path, row.former_path) for row in logged()} == {
        ("settings", "site", site.pk, "", ""),
        ("moved", "standardpage", page.pk, "/", "/page/"),
        ("moved", "standardpage", below.pk, "/below/", "/page/below/"),
        ("restricted", "homepage", home_page().pk, "", "/"),
    }


def test_second_site_makes_all_paths_full_addresses(logged: Log) -> None:
    page = StandardPageFactory(slug="page")
    logged()

    Site.objects.create(hostname="second.example", root_page=page)

    moved = {row.object_id: row.path for row in logged() if row.kind == "moved"}
    assert moved == {page.pk: "http://second.example/", home_page().pk: "http://localhost/"}


def test_admin_publishes_in_one_transaction(logged: Log, admin_client: Client) -> None:
    page = StandardPageFactory(slug="page")
    logged()

    response = admin_client.post(f"/admin/pages/{page.pk}/unpublish/")

    assert response.status_code == 302
    assert told(logged()) == [("unpublished", "standardpage", page.pk)]


@pytest.mark.parametrize("number", [1, 20])
def test_statements_do_not_depend_on_the_size_of_the_subtree(logged: Log, number: int) -> None:
    above = StandardPageFactory(slug="above")
    for _ in range(number):
        StandardPageFactory(parent=above)
    logged()

    with CaptureQueriesContext(connection) as statements:
        PageViewRestriction.objects.create(page=above, restriction_type=PageViewRestriction.LOGIN)

    of_log = [one["sql"] for one in statements if "content_api_contentchange" in one["sql"] and "INSERT" in one["sql"]]
    assert len(logged()) == number + 1
    assert len(of_log) == 12
