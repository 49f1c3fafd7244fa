"""Blocks that hold data: tables and key facts."""

from __future__ import annotations

from typing import Any

import graphene
from django.core.exceptions import ValidationError
from grapple.helpers import register_streamfield_block
from grapple.models import GraphQLBoolean, GraphQLString
from wagtail.blocks import ListBlock, StructBlock, StructValue
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.table_block.blocks import TableBlock

from content_api.declare import GraphQLStructs

from .children import line
from .fields import GraphQLRecords, GraphQLText

GROUP = "Data"


class TableRow(graphene.ObjectType):
    """A row of a table."""

    cells = graphene.List(
        graphene.NonNull(graphene.String), required=True, description="Plain text, one for each column."
    )


@register_streamfield_block
class DataTableBlock(StructBlock):
    caption = line(required=False, help_text="Says what the table compares; shown above it.")
    table = TableBlock()

    class Meta:
        icon = "table"
        label = "Table"
        label_format = "{caption}"
        group = GROUP
        description = "Rows and columns of short texts. Say which row and column are headers."
        preview_value = {
            "caption": "Settings for a public site",
            "table": {
                "table_header_choice": "both",
                "first_row_is_table_header": True,
                "first_col_is_header": True,
                "data": [
                    ["Setting", "Value"],
                    ["DEBUG", "False"],
                    ["SECURE_SSL_REDIRECT", "True"],
                ],
            },
        }
        template = "articles/blocks/table.html"
        graphql_description = "A table of short texts."

    graphql_fields = [
        GraphQLString("caption", source="caption_of_table", description="Caption of the block."),
        GraphQLBoolean("has_header_row", required=True, description="Whether the first row names the columns."),
        GraphQLBoolean("has_header_column", required=True, description="Whether the first column names the rows."),
        GraphQLRecords("rows", TableRow, source="rows", description="All rows, a header row first."),
    ]

    def clean(self, value: StructValue) -> StructValue:
        """Ask for a word in the table, which Wagtail's table does not even where it is required."""
        value = super().clean(value)
        filled = any(cell for row in self.rows(None, value) for cell in row["cells"])
        if not filled and not self.is_deferred_validation:
            error = ValidationError("Fill in at least one cell.", code="required")
            raise StructBlockValidationError(block_errors={"table": error})
        return value

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """The template shows what the API answers."""
        shown = {
            "caption": self.caption_of_table(None, value),
            "has_header_row": self.has_header_row(None, value),
            "has_header_column": self.has_header_column(None, value),
            "rows": self.rows(None, value),
        }
        return super().get_context(value, parent_context) | shown

    def caption_of_table(self, info: Any, values: dict[str, Any]) -> str | None:
        """Ours, else the one that can be given in the table's own toolbar."""
        return values["caption"] or _table(values).get("table_caption") or None

    def has_header_row(self, info: Any, values: dict[str, Any]) -> bool:
        return bool(_table(values).get("first_row_is_table_header"))

    def has_header_column(self, info: Any, values: dict[str, Any]) -> bool:
        return bool(_table(values).get("first_col_is_header"))

    def rows(self, info: Any, values: dict[str, Any]) -> list[dict[str, list[str]]]:
        return [{"cells": [cell or "" for cell in row]} for row in _table(values).get("data") or []]


def _table(values: dict[str, Any]) -> dict[str, Any]:
    return values["table"] or {}


@register_streamfield_block
class FactBlock(StructBlock):
    """One fact of a ``KeyFactsBlock``."""

    label = line(max_length=60)
    value = line()

    class Meta:
        icon = "tag"
        label = "Fact"
        label_format = "{label}: {value}"
        graphql_description = "A fact in a few words."

    graphql_fields = [
        GraphQLText("label", required=True, description="What to read on the block: a name, a button's text."),
        GraphQLText("value", required=True, description="The fact itself."),
    ]


@register_streamfield_block
class KeyFactsBlock(StructBlock):
    heading = line(required=False)
    facts = ListBlock(FactBlock(), min_num=1)

    class Meta:
        icon = "list-ul"
        label = "Key facts"
        label_format = "{heading}"
        group = GROUP
        description = "The most important facts at a glance, each in a few words."
        preview_value = {
            "heading": "Django at a glance",
            "facts": [
                {"label": "Language", "value": "Python"},
                {"label": "First public release", "value": "July 2005"},
                {"label": "Licence", "value": "BSD, three clauses"},
            ],
        }
        template = "articles/blocks/key_facts.html"
        graphql_description = "The most important facts at a glance."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLStructs("facts", FactBlock, description="The facts in order."),
    ]
