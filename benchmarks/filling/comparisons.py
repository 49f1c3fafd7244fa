"""Comparisons with their columns, rows and cells."""

from __future__ import annotations

from wagtail.models import Page

from articles.models import ComparisonCell, ComparisonFramework, ComparisonPage, ComparisonRow
from benchmarks.bulk.rows import insert, insert_new, with_keys
from benchmarks.bulk.tree import Children, uid
from benchmarks.invented import library

from .keys import Keys
from .snippets import PUBLISHED


def fill_comparisons(keys: Keys, parent: Page) -> None:
    below = Children(ComparisonPage, parent, keys.comparison)
    comparisons = list(enumerate(library().comparisons))
    below.store(
        [
            below.page(
                number,
                title=comparison.title,
                slug=comparison.slug,
                published=PUBLISHED,
                uid=uid("comparison", number),
                summary=comparison.summary,
            )
            for number, comparison in comparisons
        ]
    )
    insert_new(
        ComparisonFramework,
        [
            ComparisonFramework(
                page_id=below.key(number),
                framework_id=keys.framework + framework,
                choose_when=choose_when,
                sort_order=position,
            )
            for number, comparison in comparisons
            for position, (framework, choose_when) in enumerate(comparison.columns)
        ],
    )
    _rows(keys, below)


def _rows(keys: Keys, below: Children) -> None:
    invented = [
        (below.key(number), position, row)
        for number, comparison in enumerate(library().comparisons)
        for position, row in enumerate(comparison.rows)
    ]
    rows = with_keys(
        ComparisonRow,
        [
            ComparisonRow(page_id=page, criterion=row.criterion, explanation=row.explanation, sort_order=position)
            for page, position, row in invented
        ],
    )
    insert(ComparisonRow, rows)
    insert_new(
        ComparisonCell,
        [
            ComparisonCell(
                row_id=stored.pk,
                framework_id=keys.framework + cell.framework,
                verdict=cell.verdict,
                rating=cell.rating,
                claim_id=keys.claim + cell.claim,
                sort_order=position,
            )
            for stored, (_, _, row) in zip(rows, invented, strict=True)
            for position, cell in enumerate(row.cells)
        ],
    )
