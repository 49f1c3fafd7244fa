"""Frameworks side by side, each part loaded when it is asked for: a statement for each, whatever it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import F, QuerySet, Window
from django.db.models.functions import RowNumber

from content_api.errors import BadInputError
from content_api.lookahead import Loader, Reference
from content_api.viewer import Viewer
from content_api.visibility import visible

from ..lookups import comparisons_between
from ..models import Claim, ClaimStatus, ComparisonPage, Framework
from ..models.comparison import FEWEST_FRAMEWORKS, MOST_FRAMEWORKS
from .judgements import Criterion, Judgement, criteria_in, judgements_on

MOST_CLAIMS = 20  # of a status, about one framework


@dataclass
class MatrixCell:
    """One framework by one criterion."""

    framework: Framework
    verdict: str
    rating: int | None
    claim: Reference | None
    comparison: Reference


@dataclass
class MatrixRow:
    """One criterion. The cells stand in the order of the frameworks; ``None`` where nothing is known."""

    criterion: str
    explanation: str
    cells: list[MatrixCell | None]


@dataclass
class ClaimGroup:
    status: str
    claims: list[Claim]


@dataclass
class FrameworkClaims:
    framework: Framework
    groups: list[ClaimGroup]


class Matrix:
    """What is known of some frameworks, for one viewer."""

    def __init__(self, frameworks: Sequence[Framework], viewer: Viewer, loader: Loader) -> None:
        self.frameworks = list(frameworks)
        self._viewer = viewer
        self._loader = loader

    @cached_property
    def page(self) -> ComparisonPage | None:
        """The newest comparison of exactly these frameworks, in the viewer's language."""
        locales = self._viewer.territory.locale_ids(*self._viewer.languages[:1])
        comparisons = visible(ComparisonPage.objects.filter(locale__in=locales), self._viewer)
        slugs = [framework.slug for framework in self.frameworks]
        found = self._loader.visible_rows(comparisons_between(comparisons, slugs, self._viewer)[:1])
        return next(iter(found), None)

    @cached_property
    def rows(self) -> list[MatrixRow]:
        keys = [framework.pk for framework in self.frameworks]
        found = self._loader.evaluate(judgements_on(keys, self.page, self._viewer))
        rows = [self._row(criterion) for criterion in criteria_in(Judgement(*values) for values in found)]
        cells = [cell for row in rows for cell in row.cells if cell]
        self._loader.want(reference for cell in cells for reference in (cell.claim, cell.comparison) if reference)
        return rows

    @cached_property
    def claims(self) -> list[FrameworkClaims]:
        """For each framework its claims by status, the last checked first."""
        grouped: dict[int, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
        keys = [framework.pk for framework in self.frameworks]
        for claim in self._loader.visible_rows(_last_checked(keys, self._viewer)):
            grouped[claim.framework_id][claim.status].append(claim)
        return [
            FrameworkClaims(
                framework, [ClaimGroup(status, by_status[status]) for status in ClaimStatus.values if by_status[status]]
            )
            for framework in self.frameworks
            for by_status in [grouped[framework.pk]]
        ]

    def _row(self, criterion: Criterion) -> MatrixRow:
        cells = [self._cell(framework, criterion.judgements.get(framework.pk)) for framework in self.frameworks]
        return MatrixRow(criterion.text, criterion.explanation, cells)

    def _cell(self, framework: Framework, judgement: Judgement | None) -> MatrixCell | None:
        if judgement is None:
            return None
        return MatrixCell(
            framework=framework,
            verdict=judgement.verdict,
            rating=judgement.rating,
            claim=Reference(Claim, judgement.claim) if judgement.claim else None,
            comparison=Reference(ComparisonPage, judgement.page),
        )


def matrix_of(slugs: Sequence[str], viewer: Viewer, loader: Loader) -> Matrix:
    """The frameworks with these slugs side by side, in this order.

    Raises ``BadInputError`` for too few or too many, for one that is named twice, and for one that does not exist;
    one that is hidden does not exist.
    """
    if not FEWEST_FRAMEWORKS <= len(slugs) <= MOST_FRAMEWORKS:
        raise BadInputError(f"Compare {FEWEST_FRAMEWORKS} to {MOST_FRAMEWORKS} frameworks, not {len(slugs)}.")
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise BadInputError(f"The framework {slug!r} is named twice.")
    found: dict[str, Any] = {row.slug: row for row in loader.rows(Framework.objects.filter(slug__in=slugs))}
    for slug in slugs:
        if slug not in found:
            raise BadInputError(f"No framework has the slug {slug!r}.")
    return Matrix([found[slug] for slug in slugs], viewer, loader)


def _last_checked(frameworks: Sequence[int], viewer: Viewer) -> QuerySet[Any]:
    """Visible claims about the frameworks, of each status the ``MOST_CLAIMS`` that were checked last."""
    place = Window(
        RowNumber(), partition_by=[F("framework"), F("status")], order_by=[F("as_of").desc(), F("pk").desc()]
    )
    claims = visible(Claim.objects.filter(framework__in=frameworks), viewer)
    return claims.annotate(place=place).filter(place__lte=MOST_CLAIMS).order_by("-as_of", "-pk")
