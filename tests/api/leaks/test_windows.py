"""Parts of lists as a channel: neither numbers nor cursors tell that a row is hidden."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from .documents import ask
from .edges import Kind, edges
from .judging import Public
from .paths import ALL
from .showcase import Showcase
from .states import State, states_of
from .traces import Key, fetch, key_of, key_of_node

LISTS = [edge.field_name for edge in edges() if edge.kind is Kind.LIST and "after" in edge.field.args]
LISTS_OF_PAGES = {"articles", "companies", "comparisons", "content", "newsletterIssues"}
WITHOUT_STATES = {"authors", "redirects", "sources", "tags", "topics"}  # the matrix counts redirects and tags
WAYS = ("unpublished", "private by password", "below a private page", "alias of a page restricted later")

ROWS = "totalCount edges { cursor node { __typename ... on %s { id } } } pageInfo { hasNextPage hasPreviousPage }"


def parts(name: str, **windows: str) -> dict[str, Any]:
    """Parts of the list ``name``, each with the arguments that are given for it."""
    rows = ROWS % ("PageInterface" if name in LISTS_OF_PAGES else name[:-1].title())
    fields = (f"{alias}: {name}({arguments}) {{ {rows} }}" for alias, arguments in windows.items())
    answer = ask(f"{{ {' '.join(fields)} }}")
    assert answer.errors == []
    data: dict[str, Any] = answer.data
    return data


def keys_of(part: dict[str, Any]) -> list[Key | None]:
    return [key_of_node(edge["node"]) for edge in part["edges"]]


def states_in_the_middle(name: str, showcase: Showcase) -> tuple[dict[str, Any], int, list[State]]:
    """The whole list, the position of a row between others, and the states to hide that row in."""
    whole = parts(name, whole=f"first: {ALL}")["whole"]
    position = len(whole["edges"]) // 2
    target = showcase.catalog[keys_of(whole)[position]]
    found = [state for state in states_of(target) if state.hides and state.name.rpartition(": ")[2] in WAYS]
    return whole, position, found


def test_every_list_is_looked_at(showcase: Showcase) -> None:
    assert {name for name in LISTS if name in WITHOUT_STATES} == WITHOUT_STATES


@pytest.mark.parametrize("name", sorted(set(LISTS) - WITHOUT_STATES))
def test_parts_are_those_of_a_list_without_the_hidden_row(name: str, showcase: Showcase) -> None:
    whole, position, states = states_in_the_middle(name, showcase)
    assert states
    everybody, cursor = keys_of(whole), whole["edges"][position]["cursor"]
    for state in states:
        cache.clear()
        with transaction.atomic():
            state.enter(fetch(key_of(state.about)))
            public = Public()
            left = [key for key in everybody if key and public[key]]
            found = parts(
                name,
                whole=f"first: {ALL}",
                start=f"first: {len(everybody) - 1}",
                end=f"last: {len(everybody) - 1}",
                after=f'first: {ALL}, after: "{cursor}"',
                before=f'last: {ALL}, before: "{cursor}"',
            )
            transaction.set_rollback(True)
        assert everybody[position] not in left
        assert (state.name, keys_of(found["whole"])) == (state.name, left)
        assert {part["totalCount"] for part in found.values()} == {len(left)}
        assert not found["start"]["pageInfo"]["hasNextPage"]
        assert not found["end"]["pageInfo"]["hasPreviousPage"]
        assert keys_of(found["after"]) == [key for key in left if key in everybody[position:]]
        assert keys_of(found["before"]) == [key for key in left if key in everybody[:position]]
