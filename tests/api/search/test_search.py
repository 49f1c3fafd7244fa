"""``search``: hits in order, types, filters, pages, facets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from pytest_django import Settings
from wagtail.models import Locale

from articles.models import Adoption, AdoptionStatus, ArticleAuthor, ArticleKind, TopicText
from tests.api.search.conftest import Search, document
from tests.factories.articles import (
    ArticlePageFactory,
    AuthorFactory,
    ClaimFactory,
    CompanyPageFactory,
    ComparisonPageFactory,
    FrameworkFactory,
    SourceFactory,
    TopicFactory,
)
from tests.factories.home import StandardPageFactory

pytestmark = pytest.mark.django_db

Found = Callable[..., list[str]]


def paragraph(text: str) -> list[tuple[str, dict[str, str]]]:
    return [("paragraph", {"body": f"<p>{text}</p>"})]


def test_an_article_is_found_by_everything_that_it_says(found: Found) -> None:
    article = ArticlePageFactory(
        title="Beginnings",
        standfirst="A newsroom in Kansas.",
        key_takeaways=[("takeaway", "Deadlines shaped it.")],
        body=paragraph("Adrian and Simon wrote <b>Python</b>."),
        topics=[TopicFactory(slug="past", texts=[TopicText(locale=Locale.get_default(), name="History")])],
        article_authors=[ArticleAuthor(author=AuthorFactory(name="Grace Murray"))],
    )
    article.tags.add("newspapers")
    article.save()
    for word in ("beginning", "KANSAS", "deadline", "simon's", "history", "murray", "newspaper"):
        assert found(word, types=["ARTICLE"]) == ["Beginnings"], word
    assert found("ruby", types=["ARTICLE"]) == []


def test_every_type_is_found(search: Search) -> None:
    framework = FrameworkFactory(name="Zebra", slug="zebra")
    CompanyPageFactory(title="Zebra Limited")
    ComparisonPageFactory(title="Zebra and Okapi", between=[framework, FrameworkFactory()])
    ArticlePageFactory(title="The zebra")
    StandardPageFactory(title="About zebras")
    AuthorFactory(name="Zed Zebra")
    TopicFactory(slug="zebras")
    ClaimFactory(statement="Zebras have stripes.", framework=framework)
    SourceFactory(title="Zebra weekly")
    hits = search("zebra", "hits { type node { __typename } }")["hits"]
    assert {hit["type"]: hit["node"]["__typename"] for hit in hits} == {
        "ARTICLE": "ArticlePage",
        "AUTHOR": "Author",
        "CLAIM": "Claim",
        "COMPANY": "CompanyPage",
        "COMPARISON": "ComparisonPage",
        "FRAMEWORK": "Framework",
        "SOURCE": "Source",
        "STANDARD_PAGE": "StandardPage",
        "TOPIC": "Topic",
    }


def test_order_of_relevance(search: Search) -> None:
    for title, text in [
        ("Nothing but text", "django"),
        ("A longer title that names Django among others", "django"),
        ("Django", "django"),
        ("Much text about it", "django, django and django"),
    ]:
        ArticlePageFactory(title=title, body=paragraph(text))
    hits = search("django", "hits { score node { ... on PageInterface { title } } }")["hits"]
    assert [hit["node"]["title"] for hit in hits] == [
        "Django",
        "A longer title that names Django among others",
        "Much text about it",
        "Nothing but text",
    ]
    scores = [hit["score"] for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == 4


def test_equal_hits_newest_first(found: Found) -> None:
    for number in range(3):
        ArticlePageFactory(title=f"Number {number}", standfirst="Django")
    assert found("django") == ["Number 2", "Number 1", "Number 0"]


def test_pages_stand_before_what_they_rest_on(found: Found) -> None:
    ArticlePageFactory(title="Django")
    SourceFactory(title="Django")
    ClaimFactory(statement="Django", framework=FrameworkFactory(name="It"))
    assert found("django") == ["Django", "Django", "Django"]
    assert found("django", types=["ARTICLE", "SOURCE"]) == ["Django", "Django"]


def test_operator(found: Found) -> None:
    for text in ("forms", "models", "forms and models"):
        ArticlePageFactory(title=text.title(), body=paragraph(text))
    assert found("form model") == ["Forms And Models"]
    assert sorted(found("form model", operator="OR")) == ["Forms", "Forms And Models", "Models"]


def test_mode(found: Found) -> None:
    ArticlePageFactory(title="Django migrations", body=paragraph("migrating"))
    ArticlePageFactory(title="Other", body=paragraph("migrations"))
    assert found("django migra") == []
    assert found("django migra", mode="PREFIX") == ["Django migrations"]
    assert found("migrati", mode="PREFIX") == ["Django migrations"]
    assert found("migration", mode="PREFIX") == ["Django migrations", "Other"]


@pytest.mark.parametrize("words", ["", "   ", "🙂", "\"'&|!:*()", "\\ ' --"])
def test_without_a_word_nothing_is_found(search: Search, words: str) -> None:
    ArticlePageFactory()
    assert search(words, "totalCount totalCountIsCapped hasMore hits { score } facets { types { count } }") == {
        "totalCount": 0,
        "totalCountIsCapped": False,
        "hasMore": False,
        "hits": [],
        "facets": {"types": []},
    }


def test_stop_words_are_found_where_nothing_else_is_asked_for(found: Found) -> None:
    ArticlePageFactory(title="The Who")
    ArticlePageFactory(title="Django")
    assert found("the who") == ["The Who"]
    assert found("the django") == ["Django"]


def test_types(found: Found) -> None:
    ArticlePageFactory(title="Django in an article")
    FrameworkFactory(name="Django")
    assert found("django", types=["FRAMEWORK"]) == ["Django"]
    assert found("django", types=["FRAMEWORK", "ARTICLE"]) == ["Django", "Django in an article"]
    assert found("django", types=[]) == []


@pytest.fixture
def library() -> None:
    """Two articles that differ in all that can be filtered by."""
    history, admin = TopicFactory(slug="history"), TopicFactory(slug="admin")
    first = ArticlePageFactory(
        title="First of Django",
        kind=ArticleKind.NEWS,
        topics=[history],
        article_authors=[ArticleAuthor(author=AuthorFactory(slug="ada"))],
        first_published_at=dt.datetime(2020, 1, 1, tzinfo=dt.UTC),
    )
    first.tags.add("Python")
    first.save()
    ArticlePageFactory(
        title="Second of Django",
        kind=ArticleKind.GUIDE,
        topics=[history, admin],
        article_authors=[ArticleAuthor(author=AuthorFactory(slug="grace"))],
        first_published_at=dt.datetime(2024, 1, 1, tzinfo=dt.UTC),
    )


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("narrowed", "expected"),
    [
        ({}, {"First", "Second"}),
        ({"topic": "history"}, {"First", "Second"}),
        ({"topic": "admin"}, {"Second"}),
        ({"topic": "absent"}, set()),
        ({"tag": "python"}, {"First"}),
        ({"author": "ada"}, {"First"}),
        ({"author": "grace", "topic": "history"}, {"Second"}),
        ({"author": "ada", "topic": "admin"}, set()),
        ({"kinds": ["NEWS"]}, {"First"}),
        ({"kinds": ["NEWS", "GUIDE"]}, {"First", "Second"}),
        ({"kinds": []}, set()),
        ({"publishedAfter": "2022-01-01T00:00:00Z"}, {"Second"}),
        ({"publishedBefore": "2024-01-01T00:00:00Z"}, {"First"}),
        ({"publishedAfter": "2020-01-01T00:00:00Z", "publishedBefore": "2024-01-01T00:00:01Z"}, {"First", "Second"}),
        ({"topic": None}, {"First", "Second"}),
    ],
)
def test_filter(found: Found, narrowed: dict[str, Any], expected: set[str]) -> None:
    assert {title.split()[0] for title in found("django", filter=narrowed)} == expected


def test_filter_by_framework(found: Found) -> None:
    flask, django = FrameworkFactory(name="Flask", slug="flask"), FrameworkFactory(name="Django", slug="django")
    ComparisonPageFactory(title="Flask and Django", between=[flask, django])
    ComparisonPageFactory(title="Flask alone", between=[FrameworkFactory(), FrameworkFactory()])
    ClaimFactory(statement="Flask is small.", framework=flask)
    ClaimFactory(statement="Unlike Flask.", framework=django)
    CompanyPageFactory(
        title="Flask maker", adoptions=[Adoption(framework=flask, status=AdoptionStatus.CURRENT, used_for="All")]
    )
    CompanyPageFactory(title="Glass maker, no flask")
    assert sorted(found("flask", filter={"framework": "flask"})) == [
        "Flask",
        "Flask and Django",
        "Flask is small.",
        "Flask maker",
    ]


@pytest.mark.usefixtures("library")
def test_facets_count_all_hits(search: Search) -> None:
    FrameworkFactory(name="Django")
    ArticlePageFactory(title="Flask", topics=[TopicFactory(slug="other")])
    answer = search(
        "django", "facets { isCapped types { type count } topics { topic { slug } count } } hits { type }", first=1
    )
    assert answer == {
        "hits": [{"type": "FRAMEWORK"}],
        "facets": {
            "isCapped": False,
            "types": [{"type": "ARTICLE", "count": 2}, {"type": "FRAMEWORK", "count": 1}],
            "topics": [{"topic": {"slug": "history"}, "count": 2}, {"topic": {"slug": "admin"}, "count": 1}],
        },
    }


@pytest.mark.usefixtures("library")
def test_facets_follow_types_and_filter(search: Search) -> None:
    FrameworkFactory(name="Django")
    selection = "facets { types { type count } topics { topic { slug } count } }"
    assert search("django", selection, types=["FRAMEWORK"]) == {
        "facets": {"types": [{"type": "FRAMEWORK", "count": 1}], "topics": []}
    }
    assert search("django", selection, filter={"author": "ada"}) == {
        "facets": {"types": [{"type": "ARTICLE", "count": 1}], "topics": [{"topic": {"slug": "history"}, "count": 1}]}
    }


def test_a_topic_that_is_a_hit_is_counted_too(search: Search) -> None:
    ArticlePageFactory(title="History", topics=[TopicFactory(slug="history")])
    answer = search("history", "hits { node { ... on Topic { slug } } } facets { topics { topic { slug } count } }")
    assert answer["facets"] == {"topics": [{"topic": {"slug": "history"}, "count": 1}]}


def test_pages_of_hits(search: Search) -> None:
    ArticlePageFactory.create_batch(5, standfirst="django")
    pages = [
        search("django", "totalCount hasMore hits { node { ... on PageInterface { id } } }", first=2, offset=offset)
        for offset in (0, 2, 4, 6)
    ]
    assert [page["totalCount"] for page in pages] == [5, 5, 5, 5]
    assert [page["hasMore"] for page in pages] == [True, True, False, False]
    seen = [hit["node"]["id"] for page in pages for hit in page["hits"]]
    assert len(seen) == len(set(seen)) == 5


def test_cap(search: Search, found: Found, settings: Settings) -> None:
    settings.SEARCH_MOST_HITS = 3
    first = ArticlePageFactory(title="Django", topics=[TopicFactory(slug="history")])
    for number in range(4):
        ArticlePageFactory(title=f"Number {number}", standfirst="django", topics=first.topics.all())
    answer = search("django", "totalCount totalCountIsCapped facets { isCapped types { type count } topics { count } }")
    assert answer == {
        "totalCount": 3,
        "totalCountIsCapped": True,
        "facets": {"isCapped": True, "types": [{"type": "ARTICLE", "count": 3}], "topics": [{"count": 3}]},
    }
    assert found("django") == ["Django", "Number 3", "Number 2"]


def test_a_cap_that_is_just_reached(search: Search, settings: Settings) -> None:
    settings.SEARCH_MOST_HITS = 3
    ArticlePageFactory.create_batch(3, standfirst="django")
    assert search("django", "totalCount totalCountIsCapped") == {"totalCount": 3, "totalCountIsCapped": False}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"first": -1}, "The argument 'first' must not be negative, -1 is."),
        ({"offset": 1000}, "The argument 'offset' must be 0 to 999, not 1000."),
        ({"offset": -1}, "The argument 'offset' must be 0 to 999, not -1."),
        ({"words": "x " * 10_000}, "A search takes at most 200 characters, not 20000."),
        ({"words": "x y " * 11}, "A search takes at most 20 words, not 22."),
        ({"words": "\0"}, "The argument 'query' must not contain a NUL character."),
        ({"filter": {"tag": "\0"}}, "The argument 'filter' must not contain a NUL character."),
        ({"locale": "tlh"}, "No locale has the language code 'tlh'."),
    ],
)
def test_bad_input(refused: Callable[..., dict[str, Any]], arguments: dict[str, Any], message: str) -> None:
    error = refused(document("totalCount"), **{"words": "django", **arguments})
    assert (error["message"], error["extensions"]["code"]) == (message, "BAD_INPUT")


def test_highlights(search: Search) -> None:
    ArticlePageFactory(title="Running & more", standfirst="It runs.", body=paragraph("Nobody ran."))
    answer = search("run", "hits { highlights { field html parts { text isMatch } } }")
    assert answer["hits"] == [
        {
            "highlights": [
                {
                    "field": "TITLE",
                    "html": "<mark>Running</mark> &amp; more",
                    "parts": [{"text": "Running", "isMatch": True}, {"text": " & more", "isMatch": False}],
                },
                {
                    "field": "TEXT",
                    "html": "It <mark>runs</mark>.",
                    "parts": [
                        {"text": "It ", "isMatch": False},
                        {"text": "runs", "isMatch": True},
                        {"text": ".", "isMatch": False},
                    ],
                },
            ]
        }
    ]


def test_highlights_of_a_keyword_are_none(search: Search) -> None:
    ArticlePageFactory(title="Beginnings", article_authors=[ArticleAuthor(author=AuthorFactory(name="Ada"))])
    assert search("ada", "hits { highlights { html } }", types=["ARTICLE"]) == {"hits": [{"highlights": []}]}


@pytest.mark.parametrize("arguments", ["first: 11", "first: -1", "length: 39", "length: 501"])
def test_bad_highlights(refused: Callable[..., dict[str, Any]], arguments: str) -> None:
    ArticlePageFactory(title="Django")
    selection = f"hits {{ highlights({arguments}) {{ html }} }}"
    assert refused(document(selection), words="django")["extensions"]["code"] == "BAD_INPUT"
