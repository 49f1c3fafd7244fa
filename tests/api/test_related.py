"""``related``: what to read next."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries
from wagtail.models import Locale, Page, PageViewRestriction

from articles.models import Adoption, ArticlePage, RelatedPage, Topic
from articles.related import related_for, statements
from content_api.viewer import default_viewer
from tests.api.conftest import Ask
from tests.factories.articles import (
    ArticlePageFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    TopicFactory,
)
from tests.factories.home import StandardPageFactory

pytestmark = pytest.mark.django_db

RELATED = """
query($id: ID, $first: Int) {
  page(id: $id) {
    ... on ArticlePage { related(first: $first) { title } }
    ... on CompanyPage { related(first: $first) { title } }
    ... on ComparisonPage { related(first: $first) { title } }
  }
}
"""
FIRST_DAY = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def on_day(number: int) -> dt.datetime:
    return FIRST_DAY + dt.timedelta(days=number)


def article(title: str, topics: list[Topic], day: int = 0, **fields: Any) -> ArticlePage:
    page: ArticlePage = ArticlePageFactory(title=title, first_published_at=on_day(day), **fields)
    page.topics = topics
    page.save()
    return page


def titles(ask: Ask, page: Page, first: int | None = 4) -> list[str]:
    return [found["title"] for found in ask(RELATED, id=page.pk, first=first)["page"]["related"]]


@pytest.fixture
def topics() -> list[Topic]:
    return TopicFactory.create_batch(3)


def test_chosen_pages_then_most_shared_topics_then_newest(ask: Ask, topics: list[Topic]) -> None:
    page = article("Page", topics)
    article("One topic", topics[:1], day=9)
    article("Two topics", topics[:2], day=1)
    article("Three topics", topics, day=0)
    article("Two topics, newer", topics[1:], day=2)
    article("Other topic", TopicFactory.create_batch(1), day=9)
    chosen = article("Chosen too", topics[:1])
    page.related_pages = [
        RelatedPage(related_page=chosen, sort_order=1),
        RelatedPage(related_page=StandardPageFactory(title="Chosen"), sort_order=0),
        RelatedPage(related_page=page, sort_order=2),
    ]
    page.save()

    expected = ["Chosen", "Chosen too", "Three topics", "Two topics, newer", "Two topics", "One topic"]
    assert titles(ask, page, first=10) == expected
    assert titles(ask, page, first=1) == expected[:1]
    assert titles(ask, page, first=0) == []


def test_four_unless_said_otherwise(ask: Ask, topics: list[Topic]) -> None:
    page = article("Page", topics)
    for day in range(6):
        article(f"Day {day}", topics, day=day)

    answer = ask("query($id: ID) { page(id: $id) { ... on ArticlePage { related { title } } } }", id=page.pk)

    assert [found["title"] for found in answer["page"]["related"]] == ["Day 5", "Day 4", "Day 3", "Day 2"]


@pytest.mark.parametrize("first", [-1, 21])
def test_number_out_of_range_is_refused(refused: Callable[..., dict[str, Any]], first: int) -> None:
    error = refused(RELATED, id=ArticlePageFactory().pk, first=first)

    assert error["message"] == f"The argument 'first' must be from 0 to 20, not {first}."
    assert error["extensions"]["code"] == "BAD_INPUT"


def test_hidden_pages_are_left_out(ask: Ask, topics: list[Topic]) -> None:
    page = article("Page", topics)
    draft, private = article("Draft", topics, live=False), article("Private", topics)
    chosen_draft, chosen_private = article("Chosen draft", [], live=False), article("Chosen, private", [])
    for restricted in (private, chosen_private):
        PageViewRestriction.objects.create(page=restricted, restriction_type=PageViewRestriction.LOGIN)
    page.related_pages = [RelatedPage(related_page=other) for other in (draft, chosen_draft, chosen_private)]
    page.save()

    assert titles(ask, page) == []
    assert related_for([page], 4, default_viewer()) == {page.pk: []}


@pytest.mark.parametrize("_case", ["chosen", "same topics"])
def test_hidden_pages_take_nobody_s_place(ask: Ask, topics: list[Topic], _case: str) -> None:
    page = article("Page", topics)
    article("Shown", topics[:1], day=1)
    hidden = article("Draft", topics, day=9, live=False)
    if _case == "chosen":
        page.related_pages = [RelatedPage(related_page=hidden)]
        page.save()

    assert titles(ask, page, first=1) == ["Shown"]


def test_aliases_and_pages_never_published_are_left_out(ask: Ask, topics: list[Topic]) -> None:
    page = article("Page", topics)
    source = article("Source", topics)
    alias = source.create_alias(update_slug="alias")
    ArticlePage.objects.filter(pk=alias.pk).update(first_published_at=on_day(5))
    undated = article("Undated", topics)
    ArticlePage.objects.filter(pk=undated.pk).update(first_published_at=None)
    page.related_pages = [RelatedPage(related_page=alias)]
    page.save()

    assert titles(ask, page) == ["Source"]


def test_only_pages_in_the_language_of_the_page(ask: Ask, topics: list[Topic]) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    page, chosen, other = article("Page", topics), article("Chosen", []), article("Other", topics)
    untranslated = article("Untranslated", [])
    page.related_pages = [
        RelatedPage(related_page=entry, sort_order=number) for number, entry in enumerate((untranslated, chosen))
    ]
    page.save()
    for original, title in ((chosen, "选择"), (other, "其他"), (page, "页")):
        translation = original.copy_for_translation(chinese, copy_parents=True)
        translation.title, translation.topics = title, original.topics.all()
        translation.save_revision().publish()

    assert titles(ask, page) == ["Untranslated", "Chosen", "Other"]
    assert titles(ask, page.get_translation(chinese)) == ["选择", "其他"]


def test_only_the_newest_of_each_topic_are_looked_at(
    ask: Ask, topics: list[Topic], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statements, "CANDIDATES", 2)
    page = article("Page", topics[:2], day=0)
    article("Old, two topics", topics[:2], day=1)
    for day in (3, 4):
        article(f"First topic, day {day}", topics[:1], day=day)
        article(f"Second topic, day {day}", topics[1:2], day=day)
    beside = article("Beside", topics[2:], day=0)
    article("Old, all topics", topics, day=2)

    expected = ["Second topic, day 4", "First topic, day 4", "Second topic, day 3", "First topic, day 3"]
    assert titles(ask, page) == expected
    together = related_for([page, beside], 4, default_viewer())
    by_title = dict(ArticlePage.objects.values_list("pk", "title"))
    assert [by_title[key] for key in together[page.pk]] == expected
    assert [by_title[key] for key in together[beside.pk]] == ["Old, all topics"]


def test_companies_by_visible_frameworks(ask: Ask) -> None:
    django, flask, secret = FrameworkFactory(), FrameworkFactory(), FrameworkFactory(live=False)

    def company(title: str, *frameworks: Any, day: int = 0) -> Page:
        adoptions = [Adoption(framework=framework, status="current") for framework in frameworks]
        made: Page = CompanyPageFactory(title=title, first_published_at=on_day(day), adoptions=adoptions)
        return made

    page = company("Page", django, flask, secret)
    company("Django twice", django, django, day=2)
    company("Both", django, flask, day=1)
    company("Flask", flask, day=3)
    company("Secret", secret, day=9)

    assert titles(ask, page) == ["Both", "Flask", "Django twice"]


def test_comparisons_by_visible_frameworks(ask: Ask) -> None:
    django, flask, rails, secret = *FrameworkFactory.create_batch(3), FrameworkFactory(live=False)

    def comparison(title: str, *frameworks: Any, day: int = 0) -> Page:
        made: Page = ComparisonPageFactory(title=title, between=frameworks, first_published_at=on_day(day))
        return made

    page = comparison("Page", django, flask, secret)
    comparison("Three", django, flask, rails, day=1)
    comparison("One", rails, django, day=2)
    comparison("Secret", rails, secret, day=3)

    assert titles(ask, page) == ["Three", "One"]


@pytest.mark.parametrize("count", [1, 20])
def test_statements(django_assert_num_queries: DjangoAssertNumQueries, topics: list[Topic], count: int) -> None:
    pages = [article(f"Article {number}", topics, day=number) for number in range(count)]
    newest = article("Newest", topics, day=99)
    viewer = default_viewer()
    assert viewer.site_root_paths

    with django_assert_num_queries(2):
        related = related_for(pages, 1, viewer)

    assert related == {page.pk: [newest.pk] for page in pages}


def test_many_topics_are_asked_for_in_parts(topics: list[Topic], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "MOST_BRANCHES", 1)
    page = article("Page", topics)
    expected = [article("Two", topics[1:], day=1).pk, article("One", topics[:1], day=2).pk]

    assert related_for([page], 4, default_viewer()) == {page.pk: expected}


def test_pages_to_read_next_in_order_and_gone_with_their_page(ask: Ask) -> None:
    near, far = ArticlePageFactory(), ArticlePageFactory()
    page = ArticlePageFactory(
        related_pages=[
            RelatedPage(related_page=far, sort_order=0),
            RelatedPage(related_page=near, sort_order=1),
        ]
    )
    query = "query($id: ID!) { page(id: $id) { ... on ArticlePage { relatedPages { id } } } }"
    assert ask(query, id=page.pk) == {"page": {"relatedPages": [{"id": str(far.pk)}, {"id": str(near.pk)}]}}

    Page.objects.get(pk=far.pk).delete()
    assert ask(query, id=page.pk) == {"page": {"relatedPages": [{"id": str(near.pk)}]}}


@pytest.mark.parametrize("count", [1, 20])
def test_statements_of_a_list(
    ask: Ask, django_assert_num_queries: DjangoAssertNumQueries, topics: list[Topic], count: int
) -> None:
    parent = article("Newest", topics, day=99).get_parent()
    for number in range(count):
        article(f"Article {number}", topics, day=number)
    query = "query($id: ID) { page(id: $id) { children(limit: 50) { ... on ArticlePage { related { title } } } } }"

    # The territory, the index page, the articles; what they share, candidates, the related pages.
    with django_assert_num_queries(6):
        found = ask(query, id=parent.pk)["page"]["children"]

    assert [len(page["related"]) for page in found] == [min(count, 4)] * (count + 1)
