"""What comparison pages say about some frameworks: criteria, and a verdict for each framework."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import Case, F, QuerySet, Value, When

from content_api.viewer import Viewer
from content_api.visibility import visible

from ..models import ComparisonCell, ComparisonPage

# Judgements that are read at most, newest first: more than a hundred criteria for each of six frameworks.
MOST_JUDGEMENTS = 1_000
FEWEST_JUDGED = 2  # frameworks that a criterion must be known for, or nothing is compared

AT_THE_END = ".,:;!? "


class Judgement(NamedTuple):
    """A cell of a comparison page with the row that it stands in."""

    criterion: str
    explanation: str
    framework: int
    verdict: str
    rating: int | None
    claim: int | None
    page: int


@dataclass
class Criterion:
    """What is compared, with the judgements by the primary keys of the frameworks."""

    text: str
    explanation: str
    judgements: dict[int, Judgement] = field(default_factory=dict)


def judgements_on(
    frameworks: Sequence[int], first_of: ComparisonPage | None, viewer: Viewer
) -> QuerySet[Any, tuple[Any, ...]]:
    """Rows of ``Judgement`` on the frameworks from pages in the viewer's language: those of the page ``first_of``,
    then those of the page that was published last.
    """
    locales = viewer.territory.locale_ids(*viewer.languages[:1])
    cells = ComparisonCell.objects.filter(
        framework__in=frameworks, row__page__locale__in=locales, row__page__alias_of__isnull=True
    )
    begin_with = [Case(When(row__page=first_of.pk, then=Value(0)), default=Value(1))] if first_of else []
    newest_first = F("row__page__last_published_at").desc(nulls_last=True)
    ordered = visible(cells, viewer).order_by(
        *begin_with, newest_first, "-row__page", "row__sort_order", "row", "sort_order", "pk"
    )
    return ordered.values_list(
        "row__criterion", "row__explanation", "framework", "verdict", "rating", "claim", "row__page"
    )[:MOST_JUDGEMENTS]


def criteria_in(judgements: Iterable[Judgement]) -> list[Criterion]:
    """Criteria in the order of their first judgement, each with the first judgement on each framework.

    Criteria are the same that differ only in case, in spaces, or in a full stop, colon or the like at the end. Those
    are left out that fewer than two frameworks are judged by.
    """
    criteria: dict[str, Criterion] = {}
    for judgement in judgements:
        criterion = criteria.setdefault(
            normalised(judgement.criterion), Criterion(judgement.criterion, judgement.explanation)
        )
        criterion.judgements.setdefault(judgement.framework, judgement)
    return [criterion for criterion in criteria.values() if len(criterion.judgements) >= FEWEST_JUDGED]


def normalised(criterion: str) -> str:
    """What is left of a criterion for telling whether it is another."""
    text = unicodedata.normalize("NFKC", criterion).casefold()
    return " ".join(text.split()).rstrip(AT_THE_END)
