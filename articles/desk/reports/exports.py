"""Spreadsheets that run nothing: what editors and other sites have written stays text in them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from wagtail.admin.views.mixins import SpreadsheetExportMixin

# A spreadsheet program takes a cell that begins so for a formula: https://owasp.org/www-community/attacks/CSV_Injection
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def guarded(value: Any) -> Any:
    """A cell of CSV: where a spreadsheet program would take it for a formula, an apostrophe says that it is text."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_STARTS) else value


class GuardedExport(SpreadsheetExportMixin):
    """Wagtail writes text cells into XLSX, whatever they begin with; in CSV an apostrophe has to say it."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        written = super().preprocess_field_value(field, value, export_format)
        return guarded(written) if export_format == self.FORMAT_CSV else written

    def get_filename(self) -> str:
        return f"{self.export_filename}-{timezone.localdate().isoformat()}"
