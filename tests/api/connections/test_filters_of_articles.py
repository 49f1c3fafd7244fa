"""Every condition on articles and on other pages: exactly which rows it leaves."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from wagtail.models import Locale, Page

from articles.models import Adoption, AdoptionStatus, ArticleAuthor
from tests.api.connections.bodies import claim_block, companies_block, comparison_block
from tests.api.connections.conftest import Narrowed
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    TopicFactory,
)
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


def day(number: int) -> dt.datetime:
    return dt.datetime(2026, 1, number, tzinfo=dt.UTC)


def test_articles_by_author(narrowed: Narrowed) -> None:
    ann, bob = AuthorFactory(slug="ann"), AuthorFactory(slug="bob")
    for title, authors in {"A": [ann], "B": [ann, bob], "C": []}.items():
        ArticlePageFactory(title=title, article_authors=[ArticleAuthor(author=author) for author in authors])

    assert narrowed("articles", "title", author="ann") == ["A", "B"]
    assert narrowed("articles", "title", author=["ann", "bob"]) == ["A", "B"]
    assert narrowed("articles", "title", author="bob") == ["B"]
    assert narrowed("articles", "title", author="nobody") == []


def test_articles_by_tag_of_that_name_or_slug(narrowed: Narrowed) -> None:
    for title, tags in {"A": ["Query sets"], "B": ["Query sets", "ORM"], "C": []}.items():
        article = ArticlePageFactory(title=title)
        article.tags.add(*tags)
        article.save()

    assert narrowed("articles", "title", tag="Query sets") == ["A", "B"]
    assert narrowed("articles", "title", tag=["query-sets", "ORM"]) == ["A", "B"]
    assert narrowed("articles", "title", tag="ORM") == ["B"]


def test_articles_about_a_framework(narrowed: Narrowed) -> None:
    django, flask = FrameworkFactory(slug="django"), FrameworkFactory(slug="flask")
    ArticlePageFactory(title="A", body=claim_block(ClaimFactory(framework=django)))
    ArticlePageFactory(title="B", body=comparison_block(ComparisonPageFactory(between=[django, flask])))
    ArticlePageFactory(title="C", body=claim_block(ClaimFactory(framework=FrameworkFactory())))

    assert narrowed("articles", "title", framework="django") == ["A", "B"]
    assert narrowed("articles", "title", framework="flask") == ["B"]
    assert narrowed("articles", "title", **{"not": {"framework": "django"}}) == ["C"]


def test_articles_about_a_company(narrowed: Narrowed) -> None:
    company, other = CompanyPageFactory(slug="one"), CompanyPageFactory()
    ArticlePageFactory(title="A", body=claim_block(ClaimFactory(company=company, framework=None)))
    ArticlePageFactory(title="B", body=companies_block(other, company))
    ArticlePageFactory(title="C", body=companies_block(other))

    assert narrowed("articles", "title", company="one") == ["A", "B"]
    assert narrowed("articles", "title", company=str(company.uid)) == ["A", "B"]
    assert narrowed("articles", "title", company=["one", other.slug]) == ["A", "B", "C"]
    assert narrowed("articles", "title", company="neither a slug nor a uid") == []


def test_a_draft_is_about_nothing(narrowed: Narrowed) -> None:
    claim = ClaimFactory(framework=FrameworkFactory(slug="django"))
    article = ArticlePageFactory(title="A")
    article.body = claim_block(claim)
    revision = article.save_revision()

    assert narrowed("articles", "title", framework="django") == []
    revision.publish()
    assert narrowed("articles", "title", framework="django") == ["A"]


def test_pages_by_dates(narrowed: Narrowed) -> None:
    for number, title in enumerate("ABC", start=1):
        page = ArticlePageFactory(title=title)
        dates = {"first_published_at": day(number), "last_published_at": day(10 + number)}
        Page.objects.filter(pk=page.pk).update(**dates)
    undated = ArticlePageFactory(title="D")
    Page.objects.filter(pk=undated.pk).update(first_published_at=None, last_published_at=None)

    def titles(**filter_: Any) -> str:
        return "".join(narrowed("articles", "title", **filter_))

    assert titles(published={"gte": "2026-01-02T00:00:00Z"}) == "BC"
    assert titles(published={"gt": "2026-01-02T00:00:00Z"}) == "C"
    assert titles(published={"gte": "2026-01-02T00:00:00", "lt": "2026-01-03T00:00:00"}) == "B"
    assert titles(published={"lte": "2026-01-03T01:00:00+01:00"}) == "ABC"
    assert titles(published={"lt": "2026-01-03T01:00:00+02:00"}) == "AB"
    assert titles(published={}) == "ABCD"
    assert titles(updated={"gte": "2026-01-12T00:00:00Z"}) == "BC"
    assert titles(**{"not": {"published": {"gte": "2026-01-02T00:00:00Z"}}}) == "AD"


def test_pages_by_locale(narrowed: Narrowed) -> None:
    chinese = Locale.objects.create(language_code="zh-hans")
    root = home_page().copy_for_translation(chinese)
    root.save_revision().publish()
    StandardPageFactory(title="About")
    StandardPageFactory(title="关于", parent=root, locale=chinese)

    def titles(arguments: str = "", **filter_: Any) -> list[str]:
        return narrowed("content", "title", arguments, type="STANDARD_PAGE", **filter_)

    assert titles() == ["About", "关于"]
    assert titles(locale="zh-hans") == titles(', locale: "zh-hans"') == ["关于"]
    assert titles(locale=["en", "zh-hans"]) == ["About", "关于"]
    assert titles(', locale: "zh-hans"', locale="en") == []


def test_pages_by_words(narrowed: Narrowed) -> None:
    ArticlePageFactory(title="A", standfirst="Migrations of large tables")
    ArticlePageFactory(title="B", standfirst="Migrations of birds")
    StandardPageFactory(title="Birds")

    assert narrowed("articles", "title", text="migrations") == ["A", "B"]
    assert narrowed("articles", "title", text="migrations birds") == ["B"]
    assert narrowed("articles", "title", text=" ") == narrowed("articles", "title", text="…!") == ["A", "B"]
    assert narrowed("articles", "title", text="nowhere") == []
    assert narrowed("articles", "title", **{"not": {"text": "birds"}}) == ["A"]
    assert narrowed("content", "title", text="birds") == ["B", "Birds"]


def test_content_by_type(narrowed: Narrowed) -> None:
    ArticlePageFactory(title="A")
    StandardPageFactory(title="B")

    assert narrowed("content", "title", type="ARTICLE_PAGE") == ["A"]
    assert narrowed("content", "title", type=["ARTICLE_PAGE", "STANDARD_PAGE"]) == ["A", "B"]
    assert narrowed("content", "title") == sorted(["A", "B", "Articles", home_page().title])


def test_companies_by_an_adoption(narrowed: Narrowed) -> None:
    """Framework, status and years must be true of the same adoption."""
    django, flask = FrameworkFactory(slug="django"), FrameworkFactory(slug="flask")
    current, past = AdoptionStatus.CURRENT, AdoptionStatus.PAST
    adoptions = {
        "A": [Adoption(framework=django, status=current, since=2010)],
        "B": [
            Adoption(framework=django, status=past, since=2006, until=2012),
            Adoption(framework=flask, status=current, since=2012),
        ],
        "C": [Adoption(framework=flask, status=current)],
        "D": [],
    }
    for title, used in adoptions.items():
        CompanyPageFactory(title=title, adoptions=used)

    def titles(**filter_: Any) -> str:
        return "".join(narrowed("companies", "title", **filter_))

    assert titles(adoption={"framework": "django"}) == "AB"
    assert titles(adoption={"framework": "django", "status": "CURRENT"}) == "A"
    assert titles(adoption={"status": ["CURRENT", "PAST"]}) == "ABC"
    assert titles(adoption={"framework": "django", "since": {"gte": 2007}}) == "A"
    assert titles(adoption={"since": {"gte": 2000}}) == "AB"
    assert titles(adoption={"until": {"lte": 2012}}) == "B"
    assert titles(adoption={}) == "ABC"
    assert titles(**{"not": {"adoption": {"framework": "django"}}}) == "CD"
    assert titles(adoption={"not": {"framework": "django"}}) == "BC"
    assert titles(**{"and": [{"adoption": {"framework": "django"}}, {"adoption": {"framework": "flask"}}]}) == "B"


def test_companies_by_facts(narrowed: Narrowed) -> None:
    CompanyPageFactory(title="A", sector="media", country="US", founded=1851)
    CompanyPageFactory(title="B", sector="music", country="SE", founded=2006)
    CompanyPageFactory(title="C", sector="music", country="", founded=None, summary="Sells violins")

    assert narrowed("companies", "title", sector="MUSIC") == ["B", "C"]
    assert narrowed("companies", "title", country=["US", "SE"]) == ["A", "B"]
    assert narrowed("companies", "title", founded={"gte": 1851, "lt": 2006}) == ["A"]
    assert narrowed("companies", "title", founded={"lte": 2_147_483_647}) == ["A", "B"]
    assert narrowed("companies", "title", **{"not": {"founded": {"gt": 1900}}}) == ["A", "C"]
    assert narrowed("companies", "title", text="violins") == ["C"]


def test_comparisons_by_frameworks(narrowed: Narrowed) -> None:
    django, flask, rails = (FrameworkFactory(slug=slug) for slug in ("django", "flask", "rails"))
    for title, between in {"A": [django, flask], "B": [django, rails], "C": [django, flask, rails]}.items():
        ComparisonPageFactory(title=title, between=between)

    def titles(**frameworks: Any) -> str:
        return "".join(narrowed("comparisons", "title", frameworks=frameworks))

    assert titles(allOf=["flask", "django"]) == "AC"
    assert titles(allOf=["django", "flask", "rails"]) == "C"
    assert titles(anyOf=["flask", "rails"]) == "ABC"
    assert titles(anyOf="flask") == "AC"
    assert titles(allOf=["django"], anyOf=["flask"]) == "AC"
    assert titles(allOf=["django", "unknown"]) == ""
    assert titles(allOf=[]) == "ABC"
    assert titles(anyOf=[]) == ""
    assert titles() == "ABC"


def test_topics_are_any_of(narrowed: Narrowed) -> None:
    one, two = TopicFactory(slug="one"), TopicFactory(slug="two")
    ArticlePageFactory(title="A", topics=[one, two])
    ArticlePageFactory(title="B", topics=[two])

    assert narrowed("articles", "title", topic=["one", "two"]) == ["A", "B"]
    assert narrowed("articles", "title", topic=["one"]) == ["A"]
