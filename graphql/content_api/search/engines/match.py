"""What an engine answers for a query."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Match:
    """Parts of the statement that finds documents, in SQL.

    ``beginning`` stands before its SELECT. ``rows`` selects ``id`` and ``in_title`` (1 where the title alone has all
    that is asked for, else 0) of every document ``d`` that matches, and ends in a condition. ``score`` is an
    expression over a document ``d`` and its row, called ``found``; larger is better. ``parameters`` are those of
    ``beginning`` and ``rows``.
    """

    beginning: str
    rows: str
    score: str
    parameters: tuple[Any, ...]
