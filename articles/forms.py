"""The editor's form of a comparison."""

from __future__ import annotations

from typing import Any

from .publishing.forms import PublishGatePageForm


class ComparisonPageForm(PublishGatePageForm):
    """Refuses, also in drafts, what is a slip in any case.

    That is a framework listed twice, and a cell for one that is not listed. The model cannot tell: its
    ``clean()`` runs before the form's rows have reached it, and would judge the stored ones.
    """

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean()
        listed = self._check_frameworks(_kept(self.formsets["comparison_frameworks"].forms))
        for row in _kept(self.formsets["rows"].forms):
            self._check_cells(row, listed)
        return cleaned

    def _check_frameworks(self, entries: list[Any]) -> set[Any]:
        listed: set[Any] = set()
        for entry in entries:
            framework = entry.cleaned_data.get("framework")
            if framework in listed:
                entry.add_error("framework", "This framework is listed already.")
            listed.add(framework)
        return listed

    def _check_cells(self, row: Any, listed: set[Any]) -> None:
        seen: set[Any] = set()
        for cell in _kept(row.formsets["cells"].forms):
            framework = cell.cleaned_data.get("framework")
            if framework is None:
                continue
            if framework in seen:
                cell.add_error("framework", "This row has a cell for this framework already.")
            elif framework not in listed:
                cell.add_error("framework", "This framework is not part of the comparison.")
            seen.add(framework)


def _kept(forms: list[Any]) -> list[Any]:
    """The valid forms that have content and are not to be deleted."""
    return [form for form in forms if form.is_valid() and form.cleaned_data and not form.cleaned_data.get("DELETE")]
