"""The panel that shows a comparison as a table."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django import forms
from wagtail.admin.panels import FieldPanel, InlinePanel, Panel
from wagtail.admin.panels.group import PanelGroup
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import AdminAutoHeightTextInput

from .grid import Cell, Column, Grid, Row, grid_of
from .revisions import CellsPanel


class ComparisonTablePanel(PanelGroup):
    """Frameworks as columns, criteria as rows. The forms are those of the inline panels that it is made of."""

    def __init__(self, *, most_frameworks: int, ratings: range, **options: Any) -> None:
        self.most_frameworks, self.ratings = most_frameworks, ratings
        options.pop("children", None)
        super().__init__(children=self._inline_panels(), **options)

    def clone_kwargs(self) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().clone_kwargs()
        return kwargs | {"most_frameworks": self.most_frameworks, "ratings": self.ratings}

    def _inline_panels(self) -> list[Panel]:
        rating = forms.Select(choices=[("", "–"), *((number, str(number)) for number in self.ratings)])
        cells = [
            _field("framework", widget=forms.HiddenInput()),
            _field("verdict", widget=AdminAutoHeightTextInput(attrs={"rows": 1})),
            _field("rating", widget=rating),
            _field("claim"),
        ]
        return [
            InlinePanel(
                "comparison_frameworks",
                panels=[_field("framework"), _field("choose_when")],
                heading="Frameworks",
                label="Framework",
                max_num=self.most_frameworks,
            ),
            InlinePanel(
                "rows",
                panels=[
                    _field("criterion"),
                    _field("explanation"),
                    CellsPanel("cells", panels=cells, heading="Cells", label="Cell", max_num=self.most_frameworks),
                ],
                heading="Criteria",
                label="Row",
            ),
        ]

    class BoundPanel(PanelGroup.BoundPanel):
        template_name = "articles/comparison/table.html"
        # In the browser it is one panel: the table looks after the forms itself.
        telepath_adapter_name = "wagtail.panels.Panel"

        def js_opts(self) -> dict[str, Any]:
            options: dict[str, Any] = Panel.BoundPanel.js_opts(self)
            return options

        @property
        def frameworks(self) -> Any:
            return self.children[0]

        @property
        def rows(self) -> Any:
            return self.children[1]

        @cached_property
        def grid(self) -> Grid:
            return grid_of(self.frameworks, self.rows)

        @cached_property
        def blank(self) -> dict[str, Any]:
            """What a new column, row and cell look like; the browser puts numbers in the place of `__prefix__`."""
            row = Row(self.rows.empty_child, 0)
            return {
                "column": Column(self.frameworks.empty_child, 0),
                "row": row,
                "cell": Cell(row.child.children[2].empty_child, 0, "__column__"),
            }

        @property
        def media(self) -> forms.Media:
            return super().media + forms.Media(
                js=[versioned_static("articles/comparison-table.js")],
                css={"all": [versioned_static("articles/comparison-table.css")]},
            )


def _field(name: str, **options: Any) -> FieldPanel:
    """Wagtail keeps no comments on what belongs to an inline child."""
    return FieldPanel(name, disable_comments=True, **options)
