"""Requests that are made to cost much are refused with the right code, and before any SQL."""

from __future__ import annotations

import json

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.api.attacks import ATTACKS
from tests.api.conftest import Post


@pytest.mark.django_db
@pytest.mark.parametrize("name", ATTACKS)
def test_attack_is_refused_before_any_sql(
    post: Post, django_assert_num_queries: DjangoAssertNumQueries, name: str
) -> None:
    payload, code = ATTACKS[name]()

    with django_assert_num_queries(0):
        response = post(payload)

    answer = json.loads(response.content)
    assert {error["extensions"]["code"] for error in answer["errors"]} == {code}
    assert "data" not in answer
    assert len(response.content) < 200_000
