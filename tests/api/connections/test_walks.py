"""Whatever the rows hold, a walk through a connection visits each of them exactly once, forward and backward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.models import Model
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from taggit.models import Tag
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from articles import models
from articles.models import ArticlePage, CompanyPage, ComparisonPage
from content_api.schema import schema
from tests.api.conftest import Ask
from tests.factories import articles as factories
from tests.factories.home import StandardPageFactory
from tests.factories.syndication import NewsletterIssuePageFactory

pytestmark = pytest.mark.django_db

ROWS = 7

# Few values, so that many are equal; and any at all.
words = st.sampled_from(["", "a", "A", "b", "中文", "本地化", "é", "e\u0301", "ß", "ss", "💡"]) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6
)
moments = st.none() | st.sampled_from(
    [
        dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
        dt.datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=dt.UTC),
        dt.datetime(1970, 1, 1, tzinfo=dt.UTC),
    ]
)
days = st.sampled_from([dt.date(1900, 1, 1), dt.date(2026, 1, 1), dt.date(2026, 1, 2)])
PAGE = {"title": words, "first_published_at": moments, "last_published_at": moments}


@dataclass(frozen=True)
class Sample:
    """How to make the rows of a connection, and what its orders look at: fields of models by their values."""

    make: Callable[[int], Any]
    values: dict[type[Model], dict[str, st.SearchStrategy[Any]]]
    key: str = "id"


def make_tag(number: int) -> None:
    tag = Tag.objects.create(name="标签"[: number % 3] + str(number // 3), slug=f"t{number}")
    models.ArticleTag.objects.create(content_object=factories.ArticlePageFactory(), tag=tag)


SAMPLES = {
    "articles": Sample(
        lambda number: factories.ArticlePageFactory(),
        {Page: PAGE, ArticlePage: {"reading_time_minutes": st.integers(1, 3)}},
    ),
    "authors": Sample(lambda number: factories.AuthorFactory(), {models.Author: {"name": words}}),
    "claims": Sample(lambda number: factories.ClaimFactory(), {models.Claim: {"as_of": days, "review_by": days}}),
    "companies": Sample(
        lambda number: factories.CompanyPageFactory(),
        {Page: PAGE, CompanyPage: {"founded": st.none() | st.integers(1999, 2001)}},
    ),
    "comparisons": Sample(lambda number: factories.ComparisonPageFactory(), {Page: PAGE, ComparisonPage: {}}),
    "newsletterIssues": Sample(lambda number: NewsletterIssuePageFactory(), {Page: PAGE}),
    "content": Sample(lambda number: StandardPageFactory(), {Page: PAGE}),
    "frameworks": Sample(
        lambda number: factories.FrameworkFactory(),
        {
            models.Framework: {
                "name": words,
                "first_release": st.none() | days,
                "latest_version_date": st.none() | days,
            }
        },
    ),
    "redirects": Sample(
        lambda number: Redirect.objects.create(old_path=f"/{number}", redirect_link="https://elsewhere.example/"),
        {Redirect: {"old_path": st.sampled_from(["/a", "/A", "/中", "/b"])}},
        key="oldPath",
    ),
    "sources": Sample(
        lambda number: factories.SourceFactory(),
        {models.Source: {"title": words, "published": st.none() | days, "accessed": days}},
    ),
    "tags": Sample(make_tag, {Tag: {}}),
    "topics": Sample(lambda number: factories.TopicFactory(), {models.TopicText: {"name": words}}),
}

QUERY = schema.graphql_schema.query_type
assert QUERY
CONNECTIONS = {name: field for name, field in QUERY.fields.items() if "orderBy" in field.args}


def walk(ask: Ask, name: str, order: str, key: str, size: int, *, backward: bool = False) -> list[Any]:
    """The rows in the order in which a client meets them, page by page."""
    count, place, more, cursor = (
        ("last", "before", "hasPreviousPage", "startCursor")
        if backward
        else ("first", "after", "hasNextPage", "endCursor")
    )
    query = (
        f"query($at: String) {{ {name}({count}: {size}, {place}: $at, orderBy: {order}) "
        f"{{ nodes {{ {key} }} pageInfo {{ {more} {cursor} }} }} }}"
    )
    met: list[Any] = []
    at = None
    while True:
        page = ask(query, at=at)[name]
        nodes = [node[key] for node in page["nodes"]]
        met += reversed(nodes) if backward else nodes
        assert len(nodes) <= size
        if not page["pageInfo"][more]:
            return met
        assert page["pageInfo"][cursor] != at
        at = page["pageInfo"][cursor]


def test_every_connection_has_a_sample() -> None:
    assert set(SAMPLES) == set(CONNECTIONS)


@pytest.mark.parametrize("name", sorted(CONNECTIONS))
def test_each_row_exactly_once_in_every_order(ask: Ask, name: str) -> None:
    sample = SAMPLES[name]
    for number in range(ROWS):
        sample.make(number)
    total = ask(f"{{ {name} {{ totalCount }} }}")[name]["totalCount"]
    assert total >= ROWS

    @settings(
        max_examples=4, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )
    @given(data=st.data(), size=st.integers(1, 4))
    def visit(data: st.DataObject, size: int) -> None:
        for model, values in sample.values.items():
            for key in model._default_manager.values_list("pk", flat=True) if values else []:
                model._default_manager.filter(pk=key).update(**data.draw(st.fixed_dictionaries(values)))

        for order in CONNECTIONS[name].args["orderBy"].type.values:
            forward = walk(ask, name, order, sample.key, size)

            assert len(forward) == total
            if sample.key == "id":
                assert len(set(forward)) == total
            assert walk(ask, name, order, sample.key, size, backward=True) == forward[::-1]

    visit()
