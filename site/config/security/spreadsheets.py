"""Spreadsheets that run nothing, of Wagtail's own reports and lists too.

Wagtail marks text as text in XLSX and leaves CSV as it is, without a setting: https://owasp.org/www-community/attacks/CSV_Injection
"""

from __future__ import annotations

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from articles.desk.reports.exports import guarded


def guard_spreadsheets() -> None:
    """Let every export of the admin write its CSV as the desk's reports do. Doing it twice changes nothing."""
    unguarded = SpreadsheetExportMixin.preprocess_field_value
    if getattr(unguarded, "is_guarded", False):
        return

    def preprocess_field_value(view: Any, field: str, value: Any, export_format: str) -> Any:
        written = unguarded(view, field, value, export_format)
        return guarded(written) if export_format == view.FORMAT_CSV else written

    preprocess_field_value.is_guarded = True  # type: ignore[attr-defined]
    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
