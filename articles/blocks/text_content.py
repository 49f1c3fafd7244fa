"""The words of a body, for counting and searching, without loading what it refers to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, CharBlock, ListBlock, RichTextBlock, StreamValue, StructBlock, TextBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import get_text_for_indexing


def plain_text(stream: StreamValue) -> str:
    """All that a reader meets as text, code included, one line for each field.

    Alternative texts, and fields that are kept out of the search index, are not read as running text.
    """
    blocks = stream.stream_block.child_blocks
    texts = (text for child in stream.get_prep_value() for text in _texts(blocks[child["type"]], child["value"]))
    return "\n".join(text for text in texts if text)


def _texts(block: Block, stored: Any) -> Iterator[str]:
    """The texts in the JSON form of a value."""
    if not stored or not getattr(block, "search_index", True):
        return
    if isinstance(block, RichTextBlock):
        yield get_text_for_indexing(stored).strip()
    elif isinstance(block, CharBlock | TextBlock):
        yield stored.strip()
    elif isinstance(block, TableBlock):
        yield from (cell.strip() for row in stored.get("data") or [] for cell in row if cell)
    elif isinstance(block, ListBlock):
        for item in stored:
            yield from _texts(block.child_block, _item_value(item))
    elif isinstance(block, StructBlock) and not isinstance(block, ImageBlock):
        for name, child in block.child_blocks.items():
            yield from _texts(child, stored.get(name))


def _item_value(item: Any) -> Any:
    """An item of a list is stored with an id; one that was written by hand may be bare."""
    return item["value"] if isinstance(item, dict) and item.get("type") == "item" else item
