"""Parsed and validated documents are kept: the valid ones, so many, and only while the limits are the same."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from graphql import GraphQLSchema, build_schema
from pytest_django import Settings

from content_api.operations import documents
from content_api.operations.documents import InvalidDocumentError, prepare
from content_api.operations.kept import kept

SCHEMA = build_schema("type Query { name: String }")


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    kept.clear()
    yield
    kept.clear()


def bounds(settings: Settings, **changes: int) -> None:
    settings.GRAPHQL_DOCUMENTS = {**settings.GRAPHQL_DOCUMENTS, **changes}


def test_same_text_is_prepared_once() -> None:
    assert prepare("{ name }", SCHEMA) is prepare("{ name }", SCHEMA)
    assert prepare("{ name } ", SCHEMA) is not prepare("{ name }", SCHEMA)


def test_another_schema_is_another_document() -> None:
    other: GraphQLSchema = build_schema("type Query { name: Int }")

    assert prepare("{ name }", SCHEMA) is not prepare("{ name }", other)


def test_other_limits_are_measured_again(settings: Settings) -> None:
    prepare("{ name name }", SCHEMA)

    settings.GRAPHQL_LIMITS = {**settings.GRAPHQL_LIMITS, "root_fields": 1}

    with pytest.raises(InvalidDocumentError, match="root_fields"):
        prepare("{ name name }", SCHEMA)


@pytest.mark.parametrize("text", ["{", "{ nothing }", "{ " + "name " * 11 + "}"])
def test_invalid_document_is_not_kept(text: str) -> None:
    with pytest.raises(InvalidDocumentError):
        prepare(text, SCHEMA)

    assert len(kept) == 0


def test_least_recently_used_goes_first(settings: Settings) -> None:
    bounds(settings, count=2)
    first, second = prepare("{ a: name }", SCHEMA), prepare("{ b: name }", SCHEMA)
    assert prepare("{ a: name }", SCHEMA) is first

    prepare("{ c: name }", SCHEMA)

    assert prepare("{ a: name }", SCHEMA) is first
    assert prepare("{ b: name }", SCHEMA) is not second
    assert len(kept) == 2


def test_bytes_are_bounded(settings: Settings) -> None:
    bounds(settings, bytes=25)  # two documents of 11 bytes

    for name in "abcd":
        prepare(f"{{ {name}: name }}", SCHEMA)
    assert len(kept) == 2

    prepare("{ a: name } # " + "x" * 25, SCHEMA)
    assert len(kept) == 0


def test_threads_share_what_is_kept(settings: Settings) -> None:
    bounds(settings, count=5)
    texts = [f"{{ n{number % 20}: name }}" for number in range(400)]

    with ThreadPoolExecutor(4) as pool:
        prepared = list(pool.map(lambda text: prepare(text, SCHEMA), texts))

    assert [one.size for one in prepared] == [len(text) for text in texts]
    assert len(kept) == 5


def test_valid_document_is_parsed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    prepare("{ name }", SCHEMA)
    monkeypatch.setattr(documents, "parse_within_limit", None)

    assert prepare("{ name }", SCHEMA).introspects is False
