"""Comparing two revisions cell by cell: Wagtail's own view shows inline children of inline children as a bare name."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.html import format_html, format_html_join
from wagtail.admin.compare import diff_text
from wagtail.admin.panels import InlinePanel


class CellsComparison:
    """The cells of one row in two revisions."""

    is_field = True
    is_child_relation = False

    def __init__(self, row_before: Any, row_after: Any) -> None:
        self.before, self.after = _texts(row_before), _texts(row_after)

    def field_label(self) -> str:
        return "Cells"

    def has_changed(self) -> bool:
        return self.before != self.after

    def htmldiff(self) -> str:
        """A line for each framework, with what was written differently."""
        names = dict.fromkeys([*self.after, *self.before])
        lines = ((name, diff_text(self.before.get(name, ""), self.after.get(name, "")).to_html()) for name in names)
        return format_html("{}", format_html_join("", "<div>{}: {}</div>", lines))


class CellsPanel(InlinePanel):
    """The cells of a row."""

    class BoundPanel(InlinePanel.BoundPanel):
        def get_comparison(self) -> list[partial[CellsComparison]]:
            return [partial(CellsComparison)]


def _texts(row: Any) -> dict[str, str]:
    """What stands in each cell, by the name of the framework."""
    found: dict[str, str] = {}
    for cell in row.cells.all():
        rating = f"rated {cell.rating}" if cell.rating else ""
        claim = f"claim “{cell.claim}”" if cell.claim_id and cell.claim else ""
        found[str(cell.framework)] = ", ".join(part for part in (cell.verdict, rating, claim) if part)
    return found
