"""The logic of filters, their bounds, and what they refuse. Told with articles; it is the same for all lists."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.connections.conftest import Narrowed
from tests.factories.articles import ArticlePageFactory, TopicFactory

pytestmark = pytest.mark.django_db

Refused = Callable[..., dict[str, Any]]

QUERY = "query($filter: ArticleFilter) { articles(filter: $filter) { nodes { title } } }"
KINDS = {"A": "news", "B": "guide", "C": "guide", "D": "opinion"}


@pytest.fixture
def articles() -> None:
    """``A`` and ``B`` under the topic ``x``, ``C`` under ``y``, ``D`` under none."""
    x, y = TopicFactory(slug="x"), TopicFactory(slug="y")
    for title, topics in zip("ABCD", ([x], [x], [y], []), strict=True):
        ArticlePageFactory(title=title, kind=KINDS[title], topics=topics)


@pytest.mark.usefixtures("articles")
@pytest.mark.parametrize(
    ("filter_", "expected"),
    [
        ({}, "ABCD"),
        ({"kind": None}, "ABCD"),
        ({"kind": "NEWS"}, "A"),
        ({"kind": ["NEWS", "OPINION"]}, "AD"),
        ({"kind": []}, ""),
        ({"kind": "GUIDE", "topic": "x"}, "B"),
        ({"kind": "HOW_TO"}, ""),
        ({"and": [{"kind": "GUIDE"}, {"topic": "x"}]}, "B"),
        ({"and": [{"topic": "x"}, {"topic": "y"}]}, ""),
        ({"and": []}, "ABCD"),
        ({"or": [{"kind": "NEWS"}, {"topic": "y"}]}, "AC"),
        ({"or": [{"kind": "NEWS"}, {}]}, "ABCD"),
        ({"or": []}, ""),
        ({"kind": "GUIDE", "or": [{"topic": "x"}, {"kind": "NEWS"}]}, "B"),
        ({"not": {"topic": "x"}}, "CD"),
        ({"not": {"kind": "GUIDE", "topic": "x"}}, "ACD"),
        ({"not": {}}, ""),
        ({"not": {"not": {"topic": "x"}}}, "AB"),
        ({"not": {"or": [{"kind": "NEWS"}, {"topic": "y"}]}}, "BD"),
        ({"or": [{"not": {"topic": "x"}}, {"and": [{"kind": "NEWS"}, {"topic": "x"}]}]}, "ACD"),
    ],
)
def test_and_or_not(narrowed: Narrowed, filter_: dict[str, Any], expected: str) -> None:
    assert "".join(narrowed("articles", "title", **filter_)) == expected


def nested(depth: int) -> dict[str, Any]:
    """A filter of so many levels."""
    filter_: dict[str, Any] = {"kind": "NEWS"}
    for _ in range(depth - 1):
        filter_ = {"not": filter_}
    return filter_


@pytest.mark.parametrize(
    ("limit", "allowed", "largest", "too_large"),
    [
        ("filter_depth", 6, nested(6), nested(7)),
        ("filter_conditions", 50, {"or": [{"kind": "NEWS"}] * 50}, {"or": [{"kind": "NEWS", "topic": "x"}] * 26}),
        ("filter_values", 100, {"topic": ["x"] * 100}, {"topic": ["x"] * 101}),
        ("filter_conditions", 50, {"or": [{}] * 50}, {"or": [{}] * 51}),
    ],
)
def test_filters_are_bounded(
    narrowed: Narrowed,
    refused: Refused,
    limit: str,
    allowed: int,
    largest: dict[str, Any],
    too_large: dict[str, Any],
) -> None:
    narrowed("articles", "title", **largest)

    extensions = refused(QUERY, filter=too_large)["extensions"]

    assert (extensions["code"], extensions["limit"], extensions["allowed"]) == ("LIMIT_EXCEEDED", limit, allowed)
    assert extensions["measured"] in (allowed + 1, allowed + 2)


@pytest.mark.parametrize(
    ("filter_", "message"),
    [
        ({"text": "x" * 201}, "A search takes at most 200 characters, not 201."),
        (
            {"published": {"gte": "0001-01-01T00:00:00+14:00"}},
            "No calendar has the time 0001-01-01T00:00:00+14:00 in UTC.",
        ),
    ],
)
def test_values_that_cannot_be_used(refused: Refused, filter_: dict[str, Any], message: str) -> None:
    error = refused(QUERY, filter=filter_)

    assert error["message"] == message
    assert error["extensions"]["code"] == "BAD_INPUT"
