"""Builds the stored form of a body from the blocks of a TOML file, guided by the block definitions."""

from __future__ import annotations

import json
import uuid
from typing import Any

from wagtail.blocks import Block, ListBlock, PageChooserBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Locale, Page
from wagtail.snippets.blocks import SnippetChooserBlock

from articles.models import Claim
from media.demo import cover, demo_uid
from media.models import Document

from .rich_text import rich_text
from .tree import page_at

# A chooser of one page type is given a slug; the folder follows from the type.
FOLDERS = {"ArticlePage": "articles", "CompanyPage": "companies", "ComparisonPage": "comparisons"}


def stream(block: StreamBlock, entries: list[dict[str, Any]], locale: Locale, seed: uuid.UUID) -> str:
    """The stored form of a stream. Block numbers follow from `seed`: the same content gives the same bytes."""
    stored = []
    for position, entry in enumerate(entries):
        fields = {name: value for name, value in entry.items() if name != "type"}
        child = block.child_blocks[entry["type"]]
        if unknown := fields.keys() - _accepted(child):
            raise ValueError(f"The demo content gives a {entry['type']} block the unknown fields {sorted(unknown)}.")
        stored.append(
            {
                "type": entry["type"],
                "value": _struct(child, fields, locale),
                "id": str(uuid.uuid5(seed, str(position))),
            }
        )
    return json.dumps(stored, ensure_ascii=False)


def _accepted(block: StructBlock) -> set[str]:
    flattened = set()
    for name, child in block.child_blocks.items():
        if isinstance(child, ImageBlock):
            flattened |= {"image", "alt_text", "decorative"}
        elif isinstance(child, TableBlock):
            flattened |= {"header_row", "header_column", "rows"}
        else:
            flattened.add(name)
    return flattened


def _struct(block: StructBlock, fields: dict[str, Any], locale: Locale) -> dict[str, Any]:
    stored = {}
    for name, child in block.child_blocks.items():
        if isinstance(child, ImageBlock):
            stored[name] = _image(fields)
        elif isinstance(child, TableBlock):
            stored[name] = _table(fields)
        elif name in fields:
            stored[name] = _value(child, fields[name], locale)
    return stored


def _value(block: Block, value: Any, locale: Locale) -> Any:
    if isinstance(block, RichTextBlock):
        return rich_text(value, locale)
    if isinstance(block, ListBlock):
        return [_value(block.child_block, item, locale) for item in value]
    if isinstance(block, StructBlock):
        return _struct(block, value, locale)
    if isinstance(block, PageChooserBlock):
        folder = FOLDERS.get(block.target_model.__name__)
        return page_at(f"{folder}/{value}" if folder else value, locale).pk
    if isinstance(block, DocumentChooserBlock):
        return Document.objects.get(uid=demo_uid("document", value)).pk
    if isinstance(block, SnippetChooserBlock):
        return Claim.objects.get(uid=demo_uid("claim", value)).pk
    return value


def _image(fields: dict[str, Any]) -> dict[str, Any]:
    """The cover of another page, named by its slug."""
    slug = fields["image"]
    return {
        "image": cover(slug, Page.objects.filter(slug=slug).order_by("pk")[0].title).pk,
        "alt_text": fields.get("alt_text", ""),
        "decorative": fields.get("decorative", False),
    }


def _table(fields: dict[str, Any]) -> dict[str, Any]:
    row, column = fields.get("header_row", False), fields.get("header_column", False)
    choice = {(True, True): "both", (True, False): "row", (False, True): "column"}.get((row, column), "neither")
    return {
        "data": fields["rows"],
        "first_row_is_table_header": row,
        "first_col_is_header": column,
        "table_header_choice": choice,
    }
