"""Search as a channel: nobody may find out by searching what a hidden object or a draft says."""

from __future__ import annotations

import json

import pytest
from django.core.cache import cache
from django.db import transaction

from .documents import ask
from .showcase import Showcase
from .states import states_of
from .traces import fetch, key_of, words_of

QUERY = "{ pages(searchQuery: %s, searchOperator: OR, limit: 100) { title } }"

KINDS = ["ArticlePage", "Claim", "CompanyPage", "ComparisonPage", "Document", "Framework", "HomePage", "Image"]


def titles_found_by(words: set[str]) -> list[str]:
    answer = ask(QUERY % json.dumps(" ".join(sorted(words))))
    assert answer.errors == []
    return [page["title"] for page in answer.data["pages"]]


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_is_found_by_hidden_words(kind: str, showcase: Showcase) -> None:
    instance = next(showcase.catalog[key_of(one)] for one in showcase.pool if type(one).__name__ == kind)
    found = {}
    for state in states_of(instance):
        cache.clear()
        with transaction.atomic():
            draft = state.enter(fetch(key_of(state.about)))
            found[state.name] = titles_found_by({draft} if draft else words_of(instance))
            transaction.set_rollback(True)
    assert {name: titles for name, titles in found.items() if titles} == {}
