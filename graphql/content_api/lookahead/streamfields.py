"""StreamFields as they are stored, without loading what blocks refer to.

Wagtail turns a whole stream into objects as soon as one of its values is read: a query for each kind of chooser in
each type of block, in each stream. Here choosers answer references, which the loader collects over all streams of all
siblings.
"""

from __future__ import annotations

from typing import Any, cast

from django.db.models import Model
from graphene.utils.str_converters import to_camel_case
from graphql import GraphQLObjectType, GraphQLResolveInfo
from grapple.registry import registry
from wagtail.blocks import (
    Block,
    ChooserBlock,
    ListBlock,
    PageChooserBlock,
    RichTextBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
)
from wagtail.blocks.list_block import ListValue
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page

from ..rich_text import references_in
from .loader import Loader
from .of_request import loader_for
from .references import Reference
from .rich_text import references_to
from .selection import selected_at


class ImageReference(Reference):
    """An image in a block, with the alternative text that it has there."""

    contextual_alt_text: str
    decorative: bool

    def __init__(self, model: type[Model], key: Any, contextual_alt_text: str, decorative: bool) -> None:
        super().__init__(model, key)
        object.__setattr__(self, "contextual_alt_text", contextual_alt_text)
        object.__setattr__(self, "decorative", decorative)


def blocks_of(row: Any, name: str, loader: Loader) -> list[StreamValue.StreamChild]:
    """The blocks of the StreamField ``name``, read for all siblings, so that their references are known."""

    def read_all(rows: list[Any], loader: Loader) -> dict[Any, list[StreamValue.StreamChild]]:
        reader = StreamReader()
        read = {one.pk: reader.read(getattr(one, name)) for one in rows}
        loader.want(reader.references)
        return read

    blocks: list[StreamValue.StreamChild] = loader.once(row, ("blocks", name), read_all)
    return blocks


def announce_blocks(row: Any, name: str, field_name: str, info: GraphQLResolveInfo) -> None:
    """Read the StreamField ``name``, shown as ``field_name``, and load the pages that its blocks show.

    At once: pages refer to further objects, such as images, which can then be loaded with those that are known.
    """
    loader = loader_for(info)
    blocks_of(row, name, loader)
    stream_block: StreamBlock = row._meta.get_field(name).stream_block
    if any(_shows_pages(block, row, field_name, info) for block in stream_block.child_blocks.values()):
        loader.get_wanted_pages()


def _shows_pages(block: Block, row: Any, field_name: str, info: GraphQLResolveInfo) -> bool:
    """Whether a child of ``block`` that chooses pages of one model is selected."""
    children = [name for name, child in getattr(block, "child_blocks", {}).items() if _chooses_pages(child)]
    if not children:
        return False
    names = [registry.models[type(row)]._meta.name, registry.streamfield_blocks[type(block)]._meta.name]
    own, inner = (cast(GraphQLObjectType, info.schema.get_type(name)) for name in names)
    return not selected_at(info, (own, field_name), on=inner).isdisjoint(map(to_camel_case, children))


def _chooses_pages(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return _chooses_pages(block.child_block)
    return isinstance(block, PageChooserBlock) and block.model_class is not Page


class StreamReader:
    """Reads streams and remembers what their blocks refer to. No query runs."""

    def __init__(self) -> None:
        self.references: list[Reference] = []

    def read(self, stream: StreamValue) -> list[StreamValue.StreamChild]:
        """The blocks of ``stream`` in order, without those whose type is gone."""
        return self._children(stream.stream_block, stream.raw_data)

    def _children(self, block: StreamBlock, stored: Any) -> list[StreamValue.StreamChild]:
        return [
            StreamValue.StreamChild(child, self._value(child, item["value"]), id=item.get("id"))
            for item in stored
            if (child := block.child_blocks.get(item["type"])) is not None
        ]

    def _value(self, block: Block, stored: Any) -> Any:
        """The value of ``block`` as its ``to_python`` would answer it, with references in place of objects."""
        if isinstance(block, ImageBlock):
            return self._image(block, stored)
        if isinstance(block, ChooserBlock):
            return None if stored is None else self._reference(Reference(block.model_class, stored))
        if isinstance(block, StructBlock):
            items = [
                (name, self._value(child, stored[name]) if name in stored else child.get_default())
                for name, child in block.child_blocks.items()
            ]
            return block._to_struct_value(items)
        if isinstance(block, ListBlock):
            return ListValue(block, bound_blocks=[self._item(block, item) for item in stored])
        if isinstance(block, StreamBlock):
            return self._children(block, stored)
        if isinstance(block, RichTextBlock) and stored:
            self.references += references_to(references_in(stored))
        return block.to_python(stored)

    def _item(self, block: ListBlock, item: Any) -> ListValue.ListChild:
        """An item is stored with an id; one that was written by hand may be bare."""
        if block._item_is_in_block_format(item):
            return ListValue.ListChild(block.child_block, self._value(block.child_block, item["value"]), id=item["id"])
        return ListValue.ListChild(block.child_block, self._value(block.child_block, item))

    def _image(self, block: ImageBlock, stored: Any) -> Reference | None:
        """An image with its text, or the bare key that an ``ImageChooserBlock`` left behind."""
        values = stored if isinstance(stored, dict) else {"image": stored}
        key = values.get("image")
        if key is None:
            return None
        decorative = bool(values.get("decorative"))
        alt_text = "" if decorative else values.get("alt_text") or ""
        return self._reference(ImageReference(block.child_blocks["image"].model_class, key, alt_text, decorative))

    def _reference(self, reference: Reference) -> Reference:
        self.references.append(reference)
        return reference
