"""Texts as a channel: no text field of anything visible repeats what something hidden says.

The matrix looks at the fields that lead to objects. Here every text, number and address of every type is read while
one object of each kind, and all pages that others lead to, are hidden.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from wagtail.models import Page

from .documents import ask, document, fields_of
from .paths import ALL, Path, arguments_on_the_way, paths_to
from .showcase import Showcase
from .states import State, states_of
from .traces import fetch, key_of
from .types_of_schema import leaves, reachable_types

WAYS = {
    "unpublished": ("unpublished", "collection private by login"),
    "private": ("private by password", "expired", "collection below a private one"),
}


def hidden_objects(showcase: Showcase) -> list[Any]:
    """All pages of the pool, and of each other model that can be hidden the first object."""
    catalog = showcase.catalog
    firsts = {type(one): one for one in reversed(list(showcase.pool)) if not isinstance(one, Page)}
    chosen = [*firsts.values(), *(one for one in showcase.pool if isinstance(one, Page))]
    return [catalog[key_of(one)] for one in chosen if states_of(catalog[key_of(one)])]


def hide(instance: Any, ways: tuple[str, ...]) -> None:
    own: dict[str, State] = {state.name: state for state in states_of(instance) if state.about == instance}
    way = next(way for way in ways if way in own)
    own[way].enter(fetch(key_of(instance)))


def texts_of_everything() -> str:
    """All texts of the objects of all types, by the shortest way to each type."""
    answers = [
        ask(document((_wide(next(iter(paths_to(name)))), " ".join(leaves(name)))))
        for name in sorted(reachable_types() - {"Query", "Route"})
    ]
    assert [answer.errors for answer in answers if answer.errors] == []
    return " ".join(answer.text for answer in answers)


def _wide(path: Path) -> Path:
    """``path`` with arguments that leave out nothing."""
    arguments = [
        arguments_on_the_way(field, step.type_name)[0] for field, step in zip(fields_of(path), path, strict=True)
    ]
    return tuple(
        replace(step, arguments={name: ALL if name == "limit" else value for name, value in given.items()})
        for step, given in zip(path, arguments, strict=True)
    )


def test_what_is_visible_is_read(showcase: Showcase) -> None:
    text = texts_of_everything()
    unread = [
        one for one in hidden_objects(showcase) if not any(trace in text for trace in showcase.catalog.betraying(one))
    ]
    assert unread == []


@pytest.mark.parametrize("way", WAYS)
def test_no_text_repeats_what_is_hidden(way: str, showcase: Showcase) -> None:
    objects = hidden_objects(showcase)
    with transaction.atomic():
        for instance in objects:
            hide(instance, WAYS[way])
        cache.clear()
        text = texts_of_everything()
        transaction.set_rollback(True)
    said = {str(one): [trace for trace in showcase.catalog.betraying(one) if trace in text] for one in objects}
    assert {name: traces for name, traces in said.items() if traces} == {}
