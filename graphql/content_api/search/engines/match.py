"""What an engine answers for a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

# Larger than any primary key.
IN_TITLE = 10**15


@dataclass(frozen=True)
class Match:
    """Parts of the statement that finds documents, in SQL.

    ``beginning`` stands before its SELECT. ``rows`` selects the ``place`` of every document ``d`` that matches, and
    ends in a condition: its primary key, and ``IN_TITLE`` added to it where the title alone has all that is asked
    for. ``score`` is an expression over a document ``d`` and its row, called ``found``; larger is better.
    ``parameters`` are those of ``beginning`` and ``rows``.
    """

    beginning: str
    rows: str
    score: str
    parameters: tuple[Any, ...]
