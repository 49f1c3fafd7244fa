"""The root field ``changes``: from nothing to all that is public, then every change in order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page, PageViewRestriction, Site

from content_api.changes.log import current_version, new_epoch, prune
from content_api.changes.models import ContentChange
from home.models import HomePage
from tests.api.conftest import Ask
from tests.changes import number_changes
from tests.factories.articles import ArticlePageFactory, TopicFactory
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.media import ImageFactory

CHANGES = """
query ($since: String, $first: Int, $types: [ChangedType!], $locale: String, $site: String) {
  changes(since: $since, first: $first, types: $types, locale: $locale, site: $site) {
    version cursor hasMore
    nodes {
      number kind type id uid locale path formerPath at isTombstone
      node { __typename ... on PageInterface { title url } ... on Topic { name } ... on Image { title } }
    }
  }
}
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def changes(ask: Ask) -> Callable[..., dict[str, Any]]:
    def follow(**variables: Any) -> dict[str, Any]:
        number_changes()
        answer: dict[str, Any] = ask(CHANGES, **variables)["changes"]
        return answer

    return follow


Follow = Callable[..., dict[str, Any]]


def test_begins_with_all_that_is_visible(changes: Follow) -> None:
    page, topic = ArticlePageFactory(slug="one"), TopicFactory()
    gone = StandardPageFactory()
    ArticlePageFactory(live=False)
    ImageFactory()
    Page.objects.get(pk=gone.pk).delete()

    answer = changes()

    assert [(node["type"], node["id"]) for node in answer["nodes"]] == [
        ("HOME_PAGE", str(home_page().pk)),
        ("ARTICLE_INDEX_PAGE", str(page.get_parent().pk)),
        ("ARTICLE_PAGE", str(page.pk)),
        ("TOPIC", str(topic.pk)),
    ]
    assert not answer["hasMore"]
    assert answer["version"] == current_version()


def test_change_brings_its_content(changes: Follow) -> None:
    page = ArticlePageFactory(slug="one", title="One")

    node = changes(types=["ARTICLE_PAGE"])["nodes"][0]

    row = ContentChange.objects.get(object_id=page.pk, object_type="articlepage")
    assert node == {
        "number": row.number,
        "kind": "PUBLISHED",
        "type": "ARTICLE_PAGE",
        "id": str(page.pk),
        "uid": str(page.uid),
        "locale": "en",
        "path": "/articles/one/",
        "formerPath": None,
        "at": row.created_at.isoformat(),
        "isTombstone": False,
        "node": {"__typename": "ArticlePage", "title": "One", "url": "/articles/one/"},
    }


def test_follows_with_tombstones(changes: Follow) -> None:
    page = StandardPageFactory(slug="one")
    cursor = changes()["cursor"]
    assert changes(since=cursor)["nodes"] == []

    page.title = "Another"
    page.save()
    page.title = "Never published"
    page.unpublish()

    nodes = changes(since=cursor)["nodes"]
    assert [(node["kind"], node["path"], node["formerPath"], node["isTombstone"]) for node in nodes] == [
        ("UPDATED", "/one/", None, False),
        ("UNPUBLISHED", None, "/one/", True),
    ]
    assert [node["node"] for node in nodes] == [None, None]
    assert "Never published" not in str(nodes)


def test_walk_in_small_steps_is_the_same(changes: Follow) -> None:
    for _ in range(5):
        StandardPageFactory()
    everything = changes()

    found, answer = [], changes(first=2)
    found += answer["nodes"]
    while answer["hasMore"]:
        answer = changes(first=2, since=answer["cursor"])
        found += answer["nodes"]

    assert found == everything["nodes"]
    assert len(found) == 6


def test_change_during_the_walk_is_given_at_its_end(changes: Follow) -> None:
    first, second = StandardPageFactory(slug="first"), StandardPageFactory(slug="second")
    answer = changes(first=2)
    assert answer["hasMore"]
    first.title = "Changed meanwhile"
    first.save()
    second.unpublish()

    answer = changes(since=answer["cursor"])
    assert (answer["nodes"], answer["hasMore"]) == ([], True)
    answer = changes(since=answer["cursor"])

    assert [(node["kind"], node["id"]) for node in answer["nodes"]] == [
        ("UPDATED", str(first.pk)),
        ("UNPUBLISHED", str(second.pk)),
    ]
    assert not answer["hasMore"]


def test_path_is_encoded_as_addresses_are(changes: Follow) -> None:
    StandardPageFactory(slug="云")

    node = changes(types=["STANDARD_PAGE"])["nodes"][0]

    assert node["path"] == node["node"]["url"] == "/%E4%BA%91/"


def test_locale_narrows_to_it_and_to_what_has_none(changes: Follow) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    translated = home_page().copy_for_translation(chinese)
    translated.save_revision().publish()
    topic = TopicFactory()

    nodes = changes(locale="zh-hans")["nodes"]

    assert [(node["type"], node["id"]) for node in nodes if node["type"] not in ("LOCALE", "SITE")] == [
        ("HOME_PAGE", str(translated.pk)),
        ("TOPIC", str(topic.pk)),
    ]


def test_other_sites_are_asked_by_name(changes: Follow) -> None:
    page = StandardPageFactory(slug="page", title="Second")
    Site.objects.create(hostname="second.example", root_page=page)

    (node,) = changes(site="second.example", types=["STANDARD_PAGE", "HOME_PAGE"])["nodes"]

    assert (node["path"], node["node"]["title"]) == ("http://second.example/", "Second")


def test_redirects_are_told_on_their_sites(changes: Follow) -> None:
    root = StandardPageFactory(slug="page")
    second = Site.objects.create(hostname="second.example", root_page=root)
    Redirect.objects.create(old_path="/everywhere", redirect_link="/there/")
    Redirect.objects.create(old_path="/second", redirect_link="/there/", site=second)

    def paths(site: str | None) -> list[str]:
        return [node["path"] for node in changes(site=site, types=["REDIRECT"])["nodes"]]

    assert paths(None) == ["/everywhere"]
    assert paths("second.example") == ["/everywhere", "http://second.example/second"]


def test_page_that_went_to_another_site_is_to_be_forgotten(changes: Follow) -> None:
    root = StandardPageFactory(slug="other")
    Site.objects.create(hostname="second.example", root_page=root)
    page = StandardPageFactory(slug="page")
    cursors = {site: changes(site=site)["cursor"] for site in (None, "second.example")}
    page.move(Page.objects.get(pk=root.pk), pos="last-child")

    told = {
        site: changes(site=site, since=cursor, types=["STANDARD_PAGE"])["nodes"] for site, cursor in cursors.items()
    }

    ((there,), (here,)) = told[None], told["second.example"]
    assert (there["id"], there["isTombstone"], there["node"]) == (str(page.pk), True, None)
    assert (here["id"], here["isTombstone"], here["path"]) == (str(page.pk), False, "http://second.example/page/")


def test_redirect_that_leads_to_another_site_now_is_to_be_forgotten(changes: Follow) -> None:
    root = Page.get_first_root_node().add_child(instance=HomePage(title="Second", slug="second"))
    Site.objects.create(hostname="second.example", root_page=root)
    page = StandardPageFactory(slug="page")
    redirect = Redirect.objects.create(old_path="/old", redirect_page=page)
    cursors = {site: changes(site=site)["cursor"] for site in (None, "second.example")}
    page.move(Page.objects.get(pk=root.pk), pos="last-child")

    told = {site: changes(site=site, since=cursor, types=["REDIRECT"])["nodes"] for site, cursor in cursors.items()}

    ((there,), (here,)) = told[None], told["second.example"]
    assert (there["id"], there["isTombstone"], there["path"]) == (str(redirect.pk), True, None)
    assert (here["id"], here["isTombstone"], here["path"]) == (str(redirect.pk), False, "/old")


def test_redirect_to_a_page_of_another_site_is_not_told(changes: Follow) -> None:
    root = Page.get_first_root_node().add_child(instance=HomePage(title="Second", slug="second"))
    Site.objects.create(hostname="second.example", root_page=root)
    cursor = changes()["cursor"]
    Redirect.objects.create(old_path="/old", redirect_page=root)

    assert changes(since=cursor, types=["REDIRECT"])["nodes"] == []
    assert changes(types=["REDIRECT"])["nodes"] == []


def test_deletion_is_told_though_the_host_was_renamed_afterwards(changes: Follow) -> None:
    root = StandardPageFactory(slug="other")
    second = Site.objects.create(hostname="second.example", root_page=root)
    page = StandardPageFactory(slug="page", parent=root)
    cursor = changes(site="second.example")["cursor"]
    page.delete()
    second.hostname = "renamed.example"
    second.save()

    nodes = changes(site="renamed.example", since=cursor)["nodes"]

    assert [node["id"] for node in nodes if node["isTombstone"]] == [str(page.pk)]


def test_forged_cursor_is_refused(refused: Callable[..., dict[str, Any]]) -> None:
    assert refused(CHANGES, since="forged")["extensions"]["code"] == "BAD_CURSOR"
    assert refused(CHANGES, since="x" * 500)["extensions"]["code"] == "BAD_CURSOR"


def test_number_of_changes_has_bounds(refused: Callable[..., dict[str, Any]]) -> None:
    assert refused(CHANGES, first=0)["extensions"]["code"] == "BAD_INPUT"
    assert refused(CHANGES, first=101)["extensions"]["code"] == "LIMIT_EXCEEDED"


def test_cursor_of_another_epoch_has_expired(changes: Follow, refused: Callable[..., dict[str, Any]]) -> None:
    cursor = changes()["cursor"]

    new_epoch()

    assert refused(CHANGES, since=cursor)["extensions"]["code"] == "CURSOR_EXPIRED"


def test_old_tombstones_are_pruned_and_their_cursors_expire(
    changes: Follow, refused: Callable[..., dict[str, Any]]
) -> None:
    page, stays = StandardPageFactory(), StandardPageFactory()
    cursor = changes()["cursor"]
    page.unpublish()
    current = changes()["cursor"]
    now = timezone.now()

    assert prune(now + timedelta(days=89)) == 0
    stays.save()
    number_changes()
    with time_machine.travel(now + timedelta(days=91)):
        assert prune(timezone.now()) == 3

    rows = ContentChange.objects.filter(object_id__in=[page.pk, stays.pk]).values_list("object_id", "kind")
    assert list(rows) == [(stays.pk, "updated")]
    assert refused(CHANGES, since=cursor)["extensions"]["code"] == "CURSOR_EXPIRED"
    assert [node["id"] for node in changes(since=current)["nodes"]] == [str(stays.pk)]


def test_newest_row_is_never_pruned(changes: Follow) -> None:
    page = StandardPageFactory()
    page.unpublish()
    version = changes()["version"]

    prune(timezone.now() + timedelta(days=1_000))

    assert current_version() == version


def test_statements_do_not_depend_on_the_number_of_changes(changes: Follow, ask: Ask) -> None:
    def statements() -> int:
        number_changes()
        with CaptureQueriesContext(connection) as captured:
            ask(CHANGES, types=["ARTICLE_PAGE", "TOPIC", "IMAGE"])
        return len(captured)

    ArticlePageFactory(share_image=ImageFactory())
    TopicFactory()
    statements()  # content types are read once a process
    of_one = statements()
    for _ in range(20):
        ArticlePageFactory(share_image=ImageFactory())
        TopicFactory()

    assert statements() == of_one


def test_what_is_hidden_is_not_told(changes: Follow) -> None:
    section = StandardPageFactory(slug="secret-section", title="Secret section")
    PageViewRestriction.objects.create(page=section, restriction_type=PageViewRestriction.LOGIN)
    StandardPageFactory(parent=section, slug="secret-page", title="Secret page")
    StandardPageFactory(slug="secret-draft", live=False)

    nodes = changes()["nodes"]

    assert "secret-page" not in str(nodes)
    assert "ecret" not in str(nodes).replace("secret-section", "")
