"""Comparisons of frameworks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from grapple.models import GraphQLString
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from content_api.declare import GraphQLList

from ..blocks import BodyBlock
from ..comparison_editor.panel import ComparisonTablePanel
from ..declarations import body_fields
from ..forms import ComparisonPageForm
from ..panels import page_tabs
from ..related import RelatedPages, related_field
from ..rendering.facts import COMPARISON, parts_of_comparison
from ..rendering.fields import rendered_fields
from .base import BasePage

if TYPE_CHECKING:
    from .comparison_parts import ComparisonCell, ComparisonRow

FEWEST_FRAMEWORKS = 2
MOST_FRAMEWORKS = 6
LOWEST_RATING = 1
HIGHEST_RATING = 5


class ComparisonPage(RelatedPages, BasePage):
    """Two to six frameworks side by side: a row for each criterion, a cell for each framework in it."""

    parent_page_types = ["articles.ComparisonIndexPage"]
    subpage_types: list[str] = []
    page_description = "Two to six frameworks side by side, criterion by criterion."
    shares = "comparison_frameworks__framework"
    preview_template = "articles/preview_comparison.html"
    base_form_class = ComparisonPageForm

    summary = models.TextField(blank=True, help_text="The result in two or three sentences. Lists show them too.")
    body = StreamField(BodyBlock(), blank=True)

    edit_handler = page_tabs(
        content=[
            *Page.content_panels,
            FieldPanel("summary"),
            ComparisonTablePanel(
                most_frameworks=MOST_FRAMEWORKS,
                ratings=range(LOWEST_RATING, HIGHEST_RATING + 1),
                heading="Comparison",
                help_text="A column for each framework, two to six; a row for each criterion. Every cell needs a "
                "verdict before the comparison can be published. Enter leads to the cell beneath.",
            ),
            FieldPanel("body"),
        ],
    )

    search_fields = [
        *BasePage.search_fields,
        index.SearchField("summary"),
        index.SearchField("body"),
        index.RelatedFields(
            "comparison_frameworks",
            [index.SearchField("choose_when")],
        ),
        index.RelatedFields(
            "rows",
            [
                index.SearchField("criterion"),
                index.SearchField("explanation"),
                index.RelatedFields("cells", [index.SearchField("verdict")]),
            ],
        ),
    ]

    graphql_fields = [
        *BasePage.graphql_fields,
        GraphQLString("summary", description="The result in two or three sentences."),
        GraphQLList(
            "frameworks",
            "articles.ComparisonFramework",
            source="comparison_frameworks",
            joins=("framework",),
            description="The frameworks in the order of the columns, each with when to choose it.",
        ),
        GraphQLList("rows", "articles.ComparisonRow", description="The criteria, each with a cell for each framework."),
        *body_fields(),
        *rendered_fields(COMPARISON, parts_of_comparison),
        related_field("Comparisons that have the most frameworks in common with this one."),
    ]

    class Meta:
        verbose_name = "comparison"

    def publish_problems(self) -> list[str]:
        """Too few or too many frameworks, one listed twice, and rows without exactly one verdict on each."""
        listed = [entry.framework_id for entry in self.comparison_frameworks.all()]
        problems = super().publish_problems()
        if not FEWEST_FRAMEWORKS <= len(listed) <= MOST_FRAMEWORKS:
            problems.append(
                f"A comparison needs {FEWEST_FRAMEWORKS} to {MOST_FRAMEWORKS} frameworks; this one has {len(listed)}."
            )
        if len(set(listed)) < len(listed):
            problems.append("A framework is listed twice.")
        for row in self.rows.all():
            cells = list(row.cells.all())
            if sorted(cell.framework_id for cell in cells) != sorted(set(listed)):
                problems.append(f"The row “{row.criterion}” needs exactly one cell for each framework.")
            elif without := [str(cell.framework) for cell in cells if not cell.verdict.strip()]:
                problems.append(f"The row “{row.criterion}” has no verdict on {' and '.join(without)}.")
        return problems

    def preview_lead(self) -> str:
        return self.summary

    def table(self) -> list[tuple[ComparisonRow, list[ComparisonCell | None]]]:
        """Each row with its cells in the order of the columns; ``None`` where a draft has no cell yet."""
        columns = [entry.framework_id for entry in self.comparison_frameworks.all()]
        rows = []
        for row in self.rows.all():
            cells = {cell.framework_id: cell for cell in row.cells.all()}
            rows.append((row, [cells.get(framework) for framework in columns]))
        return rows
