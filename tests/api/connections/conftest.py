"""Lists of one connection, narrowed by a filter."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.conftest import Ask

Narrowed = Callable[..., list[str]]

NOUNS = {
    "articles": "Article",
    "authors": "Author",
    "claims": "Claim",
    "companies": "Company",
    "comparisons": "Comparison",
    "content": "Content",
    "frameworks": "Framework",
    "redirects": "Redirect",
    "sources": "Source",
    "tags": "Tag",
    "topics": "Topic",
}


@pytest.fixture
def narrowed(ask: Ask) -> Narrowed:
    """``narrowed("articles", "title", kind="NEWS")``: that field of the rows a filter leaves, sorted.

    The count must agree with the rows.
    """

    def of(name: str, field: str, arguments: str = "", /, **filter_: Any) -> list[str]:
        query = (
            f"query($filter: {NOUNS[name]}Filter) "
            f"{{ {name}(first: 100, filter: $filter{arguments}) {{ nodes {{ {field} }} totalCount }} }}"
        )
        answer = ask(query, filter=filter_)[name]
        assert answer["totalCount"] == len(answer["nodes"])
        return sorted(node[field] for node in answer["nodes"])

    return of
