"""Statements that are compiled once: what is kept, what is not, and how PostgreSQL is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from articles.models import Author
from content_api import binding, statements
from content_api.statements import KeptStatements, rows_by_lists
from tests.api.conftest import Ask
from tests.factories.articles import ArticlePageFactory, AuthorFactory

pytestmark = pytest.mark.django_db

on_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="only PostgreSQL prepares statements")


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch) -> KeptStatements:
    fresh = KeptStatements()
    monkeypatch.setattr(statements, "kept", fresh)
    return fresh


@pytest.fixture
def preparing() -> Iterator[None]:
    """The connection as production's settings make it."""
    raw: Any = connection.connection
    before, raw.prepare_threshold = raw.prepare_threshold, 0
    yield
    raw.prepare_threshold = before


def slugs(keys: list[Any]) -> list[Any]:
    return sorted(
        slug
        for (slug,) in rows_by_lists(
            "slugs", [keys], lambda keys: Author.objects.filter(pk__in=keys).values_list("slug")
        )
    )


def test_any_number_of_keys_by_one_statement(kept: KeptStatements) -> None:
    authors = AuthorFactory.create_batch(3)

    assert slugs([authors[0].pk]) == [authors[0].slug]
    statement = kept.get("slugs")
    assert slugs([author.pk for author in authors] * 2) == sorted(author.slug for author in authors)
    assert kept.get("slugs") is statement
    assert slugs([]) == []


def test_texts_are_keys_too() -> None:
    author = AuthorFactory()

    found = rows_by_lists(
        "by slug", [[author.slug, "nobody"]], lambda keys: Author.objects.filter(slug__in=keys).values_list("pk")
    )

    assert [tuple(row) for row in found] == [(author.pk,)]


def test_keys_that_stand_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="The keys do not stand in a list of their own"):
        rows_by_lists(
            "apart", [[1]], lambda keys: Author.objects.filter(pk__gt=keys[0], pk__lt=keys[1]).values_list("pk")
        )


def test_keys_that_stand_nowhere_are_refused() -> None:
    with pytest.raises(ValueError, match="The keys stand nowhere"):
        rows_by_lists("nowhere", [[1]], lambda _keys: Author.objects.values_list("pk"))


def test_a_list_may_stand_in_several_places() -> None:
    first, second, third = AuthorFactory.create_batch(3)

    def found(keys: list[int], others: list[int]) -> list[int]:
        rows = rows_by_lists(
            "twice",
            [keys, others],
            lambda keys, others: (
                Author.objects.filter(pk__in=Author.objects.filter(pk__in=keys).values("pk"))
                .exclude(pk__in=others)
                .filter(pk__in=keys)
                .order_by("pk")
                .values_list("pk")
            ),
        )
        return [key for (key,) in rows]

    assert found([first.pk, second.pk, third.pk], [second.pk]) == [first.pk, third.pk]
    assert found([second.pk], [first.pk, third.pk]) == [second.pk]


def test_several_lists_in_any_order() -> None:
    first, second = AuthorFactory.create_batch(2)

    def found(keys: list[int], slugs: list[str]) -> list[int]:
        rows = rows_by_lists(
            "both",
            [keys, slugs],
            lambda keys, slugs: Author.objects.filter(slug__in=slugs, pk__in=keys).values_list("pk"),
        )
        return sorted(key for (key,) in rows)

    assert found([first.pk, second.pk], [second.slug]) == [second.pk]
    assert found([first.pk], [first.slug, second.slug, "nobody"]) == [first.pk]
    assert found([], [first.slug]) == []


def test_a_whole_query_is_kept_and_its_rows_are_those_of_now() -> None:
    def queryset() -> Any:
        return Author.objects.order_by("slug").values_list("slug")

    first = AuthorFactory(slug="a")
    assert [tuple(row) for row in rows_by_lists("all", [], queryset)] == [("a",)]
    AuthorFactory(slug="b")
    first.delete()

    assert [tuple(row) for row in rows_by_lists("all", [], queryset)] == [("b",)]


def test_the_statements_of_a_block_share_one_cursor(monkeypatch: pytest.MonkeyPatch) -> None:
    author = AuthorFactory()
    made: list[Any] = []
    make = binding._binding_cursor

    def counted() -> Any:
        made.append(make())
        return made[-1]

    monkeypatch.setattr(binding, "_binding_cursor", counted)
    with binding.shared_cursor():
        assert [slugs([author.pk]), slugs([0])] == [[author.slug], []]
    assert len(made) == 1

    assert slugs([author.pk]) == [author.slug]
    assert len(made) == 2


def test_what_was_not_used_for_longest_goes_first(kept: KeptStatements, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statements, "MOST_KEPT", 2)
    for name in ("first", "second", "first", "third"):
        rows_by_lists(name, [], lambda: Author.objects.values_list("pk"))

    assert [kept.get(name) is not None for name in ("first", "second", "third")] == [True, False, True]


def test_filtered_lists_show_what_matches_now(ask: Ask) -> None:
    query = "query($text: String!) { articles(filter: {text: $text}) { nodes { title } } }"
    ArticlePageFactory(title="Gypsy jazz")
    assert len(ask(query, text="jazz")["articles"]["nodes"]) == 1
    ArticlePageFactory(title="More jazz")

    assert len(ask(query, text="jazz")["articles"]["nodes"]) == 2


@on_postgresql
def test_postgresql_prepares_what_is_kept(preparing: None, ask: Ask) -> None:
    ArticlePageFactory.create_batch(2)

    assert len(ask("{ articles { nodes { title authors { name } } } }")["articles"]["nodes"]) == 2

    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        prepared = [statement for (statement,) in cursor.fetchall()]
    assert any("articles_articlepage" in statement for statement in prepared)


@on_postgresql
def test_the_admins_cursors_prepare_nothing(preparing: None) -> None:
    assert list(Author.objects.filter(slug="nobody")) == []

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%nobody%'")
        assert cursor.fetchone() == (0,)
