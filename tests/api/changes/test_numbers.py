"""Numbers of changes: given in the order of commits, never again, never late."""

from __future__ import annotations

import pytest
from django.db import connection

from content_api.changes.log import current_epoch, current_version
from content_api.changes.models import ContentChange, ContentEpoch


def change(**fields: object) -> ContentChange:
    values = {"kind": "updated", "object_type": "topic", "object_id": 1, "was_visible": True, "is_visible": True}
    return ContentChange.objects.create(**{**values, **fields})


@pytest.mark.django_db(transaction=True)
def test_version_is_the_newest_number() -> None:
    before = current_version()

    changes = [change(object_id=1), change(object_id=2)]

    for one in changes:
        one.refresh_from_db()
    assert before < changes[0].number < changes[1].number == current_version()


@pytest.mark.django_db(transaction=True)
def test_numbers_are_not_given_again() -> None:
    first = change()
    first.refresh_from_db()
    first.delete()

    second = change()

    second.refresh_from_db()
    assert second.number > first.number


@pytest.mark.django_db
def test_version_is_one_statement(django_assert_num_queries) -> None:
    change()

    with django_assert_num_queries(1):
        current_version()


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite numbers at insert")
def test_number_is_given_at_commit() -> None:
    one, other = change(), change()
    one.refresh_from_db()
    assert one.number is None

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    one.refresh_from_db()
    other.refresh_from_db()
    assert one.number < other.number == current_version()


@pytest.mark.django_db
def test_epoch_is_the_stored_one() -> None:
    assert current_epoch() == ContentEpoch.objects.get().value.hex
