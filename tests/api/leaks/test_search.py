"""Search as a channel: nobody may find out by searching what a hidden object or a draft says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction

from .documents import ask
from .edges import Kind, edges
from .showcase import Showcase
from .states import states_of
from .traces import fetch, key_of, words_of

PAGES = "pages: pages(searchQuery: %s, searchOperator: OR, limit: 100) { title }"
SEARCH = """%s: search(query: %s, operator: OR, mode: %s, first: 100) {
    totalCount hits { type highlights { html } } facets { types { type count } topics { count } }
}"""
BY_TEXT = "%s_%d: %s(filter: {text: %s}) { totalCount nodes { __typename } }"

WORDS_AT_ONCE = 15
KINDS = ["ArticlePage", "Claim", "CompanyPage", "ComparisonPage", "Document", "Framework", "HomePage", "Image"]
LISTS = sorted(
    edge.field_name
    for edge in edges()
    if edge.kind is Kind.LIST and "text" in getattr(edge.field.args.get("filter"), "type", edge.field.type).fields
)


def found_by(words: set[str], telling: list[str]) -> dict[str, Any]:
    """What each way to search finds by ``words``, and a filter of texts by each of those that are ``telling``."""
    together = json.dumps(" ".join(sorted(words)))
    fields = [PAGES % together]
    for number, some in enumerate(parts_of(sorted(words))):
        fields.append(SEARCH % (f"prefix_{number}", json.dumps(" ".join(some)), "PREFIX"))  # whole words as well
    fields += [
        BY_TEXT % (name, number, name, json.dumps(word)) for number, word in enumerate(telling) for name in LISTS
    ]
    answer = ask(f"{{ {' '.join(fields)} }}")
    assert answer.errors == []
    return {name: value for name, value in answer.data.items() if (value if name == "pages" else value["totalCount"])}


def parts_of(words: list[str]) -> list[list[str]]:
    """Words in groups that a search takes at once."""
    return [words[start : start + WORDS_AT_ONCE] for start in range(0, len(words), WORDS_AT_ONCE)]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_found_by_hidden_words(kind: str, showcase: Showcase) -> None:
    instance = next(showcase.catalog[key_of(one)] for one in showcase.pool if type(one).__name__ == kind)
    words = words_of(instance) & showcase.catalog.betraying(instance)
    telling = [str(getattr(instance, name)) for name in ("title", "name") if getattr(instance, name, "")]
    found = {}
    for state in states_of(instance):
        cache.clear()
        with transaction.atomic():
            draft = state.enter(fetch(key_of(state.about)))
            found[state.name] = found_by({draft}, [draft]) if draft else found_by(words, telling or sorted(words)[:2])
            transaction.set_rollback(True)
    assert {name: answers for name, answers in found.items() if answers} == {}


def test_what_is_visible_is_found(showcase: Showcase) -> None:
    instance = next(showcase.catalog[key_of(one)] for one in showcase.pool if type(one).__name__ == "ArticlePage")

    found = found_by({instance.title}, [instance.title])

    assert {"articles_0", "content_0", "pages", "prefix_0"} <= set(found)
