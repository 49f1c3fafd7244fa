"""Every condition on snippets, tags and redirects: exactly which rows it leaves. And what orders mean."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Locale, Page

from articles.models import ArticleTag, TopicText
from tests.api.conftest import Ask
from tests.api.connections.conftest import Narrowed
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    FrameworkFactory,
    SourceFactory,
    TopicFactory,
    texts,
)

pytestmark = pytest.mark.django_db


def test_frameworks(narrowed: Narrowed) -> None:
    FrameworkFactory(name="Django", slug="django", language="Python", category="full-stack")
    FrameworkFactory(name="Flask", slug="flask", language="Python", category="micro")
    FrameworkFactory(name="Rails", slug="rails", language="Ruby", category="full-stack")

    assert narrowed("frameworks", "name", category="FULL_STACK") == ["Django", "Rails"]
    assert narrowed("frameworks", "name", language="Python") == ["Django", "Flask"]
    assert narrowed("frameworks", "name", slug=["flask", "rails"]) == ["Flask", "Rails"]
    assert narrowed("frameworks", "name", text="flask line") == ["Flask"]


def test_authors(narrowed: Narrowed) -> None:
    AuthorFactory(name="Ann", slug="ann")
    AuthorFactory(name="The team", slug="team", kind="team")

    assert narrowed("authors", "name", kind="TEAM") == ["The team"]
    assert narrowed("authors", "name", slug="ann") == ["Ann"]
    assert narrowed("authors", "name", text="team") == ["The team"]


def test_topics(narrowed: Narrowed) -> None:
    TopicFactory(slug="databases")
    TopicFactory(slug="forms")

    assert narrowed("topics", "slug", slug="forms") == ["forms"]
    assert narrowed("topics", "slug", text="databases") == ["databases"]


def test_claims(narrowed: Narrowed) -> None:
    django, company = FrameworkFactory(slug="django"), CompanyPageFactory(slug="one")
    ClaimFactory(value="A", framework=django, as_of=dt.date(2026, 1, 1), review_by=dt.date(2027, 1, 1))
    ClaimFactory(value="B", framework=None, company=company, status="disputed", statement="It sells violins.")
    ClaimFactory(value="C", as_of=dt.date(2020, 1, 1), review_by=dt.date(2020, 6, 1))

    assert narrowed("claims", "value", framework="django") == ["A"]
    assert narrowed("claims", "value", company="one") == narrowed("claims", "value", company=str(company.uid)) == ["B"]
    assert narrowed("claims", "value", status=["DISPUTED", "OUTDATED"]) == ["B"]
    assert narrowed("claims", "value", reviewBy={"lt": "2027-01-01"}) == ["C"]
    assert narrowed("claims", "value", asOf={"gte": "2026-01-01", "lte": "2026-01-01"}) == ["A"]
    assert narrowed("claims", "value", text="violins") == ["B"]
    assert narrowed("claims", "value", **{"not": {"framework": "django"}}) == ["B", "C"]


def test_sources(narrowed: Narrowed) -> None:
    SourceFactory(title="A", publisher="Press", link_status="dead", published=dt.date(2020, 1, 1))
    SourceFactory(title="B", publisher="Blog", language="zh-hans")

    assert narrowed("sources", "title", linkStatus="DEAD") == ["A"]
    assert narrowed("sources", "title", publisher=["Blog", "Nobody"]) == ["B"]
    assert narrowed("sources", "title", language="zh-hans") == ["B"]
    assert narrowed("sources", "title", published={"gt": "2019-12-31"}) == ["A"]
    assert narrowed("sources", "title", text="press") == ["A"]


def test_tags(narrowed: Narrowed) -> None:
    article = ArticlePageFactory()
    article.tags.add("ORM", "Forms", "orchids")
    article.save()

    assert narrowed("tags", "name") == ["Forms", "ORM", "orchids"]
    assert narrowed("tags", "name", name=["Forms", "forms"]) == ["Forms"]
    assert narrowed("tags", "name", nameStartsWith="or") == ["ORM", "orchids"]


def test_redirects(narrowed: Narrowed) -> None:
    Redirect.add_redirect("/old/", "https://elsewhere.example/", is_permanent=False)
    Redirect.add_redirect("/older/", "https://elsewhere.example/")

    assert narrowed("redirects", "oldPath") == ["/old", "/older"]
    assert narrowed("redirects", "oldPath", oldPath="/old/") == ["/old"]
    assert narrowed("redirects", "oldPath", permanent=True) == ["/older"]


def ordered(ask: Ask, name: str, field: str, order: str, arguments: str = "") -> list[Any]:
    nodes = ask(f"{{ {name}(orderBy: {order}{arguments}) {{ nodes {{ {field} }} }} }}")[name]["nodes"]
    return [node[field] for node in nodes]


def test_unknown_years_come_last_in_both_directions(ask: Ask) -> None:
    for founded in (None, 1999, 1851):
        CompanyPageFactory(founded=founded)

    assert ordered(ask, "companies", "founded", "FOUNDED_ASC") == [1851, 1999, None]
    assert ordered(ask, "companies", "founded", "FOUNDED_DESC") == [1999, 1851, None]


def test_pages_without_a_date_count_as_the_oldest(ask: Ask) -> None:
    for number, title in enumerate("ABC"):
        page = ArticlePageFactory(title=title)
        moment = dt.datetime(2026, 1, number, tzinfo=dt.UTC) if number else None
        Page.objects.filter(pk=page.pk).update(first_published_at=moment)

    assert ordered(ask, "articles", "title", "PUBLISHED_DESC") == ["C", "B", "A"]
    assert ordered(ask, "articles", "title", "PUBLISHED_ASC") == ["A", "B", "C"]


def test_titles_without_regard_to_case(ask: Ask) -> None:
    for title in ("b", "C", "A", "中"):
        ArticlePageFactory(title=title, slug=f"s-{ord(title)}")

    assert ordered(ask, "articles", "title", "TITLE_ASC") == ["A", "b", "C", "中"]


def test_topics_by_the_name_that_is_shown(ask: Ask) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    for slug, english, other in (("x", "B", "甲"), ("y", "A", "乙"), ("z", "C", None)):
        names = texts(TopicText, name=english)
        TopicFactory(slug=slug, texts=names + ([TopicText(locale=chinese, name=other)] if other else []))

    assert ordered(ask, "topics", "slug", "NAME_ASC") == ["y", "x", "z"]
    assert ordered(ask, "topics", "slug", "NAME_DESC", ', locale: "zh-hans"') == ["x", "y", "z"]
    assert ordered(ask, "topics", "slug", "SLUG_DESC") == ["z", "y", "x"]


def test_tags_of_several_articles_come_once(ask: Ask) -> None:
    for _ in range(2):
        article = ArticlePageFactory()
        article.tags.add("ORM")
        article.save()

    assert ArticleTag.objects.count() == 2
    assert ask("{ tags { nodes { name } totalCount } }")["tags"] == {"nodes": [{"name": "ORM"}], "totalCount": 1}
