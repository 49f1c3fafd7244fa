"""What is asked. Each question is a document in a file and the variables that it is asked with in turn."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.invented import COMMON_TERM, RARE_HITS, RARE_TERM, slug_of

from .places import SHIPPED_DOCUMENTS
from .sides import NUAGES, Side

# Twelve neighbours have a body of every kind: the asides come in turns of four, the last blocks in turns of three.
ARTICLES = 12
COMPARISONS = 6
PAGE_SIZE = 20
FARTHEST_PAGE = 1000


@dataclass(frozen=True)
class Question:
    """``key`` is the same on both sides where they are asked for the same."""

    key: str
    title: str
    document: Path
    variables: Sequence[dict[str, Any]] = ({},)

    def bodies(self) -> list[bytes]:
        """The request's body for each of the variables."""
        text = self.document.read_text()
        return [json.dumps({"query": text, "variables": variables}).encode() for variables in self.variables]


def questions(side: Side, total: int) -> list[Question]:
    """What is asked of ``side``, except for the far page, whose cursor has to be found first."""
    paths = [{"path": f"/articles/{slug_of(number)}/"} for number in spread(total)]
    known = {
        question.key: question
        for question in (
            Question("list", f"List of {PAGE_SIZE} articles", side.documents / "list.graphql"),
            Question("list_with_total", "The same with `totalCount`", side.documents / "list_with_total.graphql"),
            Question("list_of_pages", "The same list by `pages`", side.documents / "list_of_pages.graphql"),
            Question("article", "Article by path, whole body", side.documents / "article.graphql", paths),
            Question("shipped", "Shipped `article.graphql`", SHIPPED_DOCUMENTS / "article.graphql", paths),
            Question("companies", "100 companies", side.documents / "companies.graphql"),
            Question(
                "comparison",
                "Comparison with claims and sources",
                side.documents / "comparison.graphql",
                [{"slug": f"comparison-{number}"} for number in range(COMPARISONS)],
            ),
            Question(
                "search",
                f"Search for a word with {RARE_HITS} hits",
                side.documents / "search.graphql",
                [{"query": RARE_TERM}],
            ),
            Question(
                "facets",
                "Search for a word in every article, with facets",
                side.documents / "search_with_facets.graphql",
                [{"query": COMMON_TERM}],
            ),
        )
    }
    asked = known if side is NUAGES else ("list", "article", "companies", "search")
    return [known[key] for key in asked]


def spread(total: int) -> range:
    """The numbers of the articles that are asked for: neighbours in the middle."""
    few = min(ARTICLES, total)
    start = (total - few) // 2
    return range(start, start + few)


def far_page(total: int) -> int:
    """The farthest page of the list that is measured."""
    return min(FARTHEST_PAGE, total // PAGE_SIZE)


def far_question(total: int, cursor: str) -> Question:
    return Question(
        "far_page",
        f"Page {far_page(total):,} of the list, by cursor",
        NUAGES.documents / "list.graphql",
        [{"first": PAGE_SIZE, "after": cursor}],
    )
