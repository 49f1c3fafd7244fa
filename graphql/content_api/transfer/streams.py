"""StreamFields: every reference in them found by the definitions of their blocks, whatever these are called.

One walk serves all: it collects what blocks refer to, writes names in the place of numbers, and numbers in that of
names. What it answers has one form: children that are not stored have their default, items of lists and streams an id,
and blocks that no longer exist are gone, as they are from the API's answers.
"""

from __future__ import annotations

import uuid
from typing import Any, Protocol

from django.db.models import Model
from wagtail.blocks import BaseStreamBlock, Block, ChooserBlock, ListBlock, RichTextBlock, StructBlock
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageBlock

from .rich_text import with_references


class Translation(Protocol):
    """What becomes of references. ``None`` for what is not to be known or is gone."""

    def reference(self, model: type[Model], key: Any) -> Any: ...


class StreamWalk:
    """Walks raw data. Raises ``ValueError`` with the place where it does not fit the blocks, if it is ``strict``."""

    def __init__(self, translation: Translation, seed: uuid.UUID, *, strict: bool = False) -> None:
        self._translation = translation
        self._seed = seed  # for ids of items that have none
        self._strict = strict

    def stream(self, block: BaseStreamBlock, stored: Any, place: str = "") -> list[dict[str, Any]]:
        items = self._items(stored, place)
        found = []
        for position, item in enumerate(items):
            here = f"{place}[{position}]"
            if not isinstance(item, dict) or "value" not in item:
                self._refuse(here, "no block")
                continue
            child = block.child_blocks.get(item.get("type"))
            if child is None:
                self._refuse(here, f"an unknown type of block, {item.get('type')!r}")
                continue
            value = self._value(child, item["value"], f"{here}.{item['type']}")
            found.append({"type": item["type"], "value": value, "id": self._id(item, here)})
        return found

    def _value(self, block: Block, stored: Any, place: str) -> Any:
        if isinstance(block, ImageBlock):
            return self._image(block, stored, place)
        if isinstance(block, ChooserBlock):
            return self._reference(block.model_class, stored, place)
        if isinstance(block, StructBlock):
            return self._struct(block, stored, place)
        if isinstance(block, ListBlock):
            return self._list(block, stored, place)
        if isinstance(block, BaseStreamBlock):
            return self.stream(block, stored, place)
        if isinstance(block, RichTextBlock):
            if stored is not None and not isinstance(stored, str):
                return self._refuse(place, "no text") or ""
            return with_references(stored or "", self._translation.reference)
        if isinstance(block, TableBlock):
            return stored if stored is None or _is_table(stored) else self._refuse(place, "no table") or stored
        if isinstance(stored, dict | list):
            return self._refuse(place, "no single value") or stored
        return stored

    def _struct(self, block: StructBlock, stored: Any, place: str) -> dict[str, Any]:
        if not isinstance(stored, dict):
            self._refuse(place, "no record")
            stored = {}
        for name in sorted(stored.keys() - block.child_blocks.keys()):
            self._refuse(f"{place}.{name}", "an unknown field")
        return {
            name: self._value(child, stored[name], f"{place}.{name}")
            if name in stored
            else self._value(child, _without_ids(child.get_prep_value(child.get_default())), f"{place}.{name}")
            for name, child in block.child_blocks.items()
        }

    def _list(self, block: ListBlock, stored: Any, place: str) -> list[dict[str, Any]]:
        """Items that refer to what is not to be known go as a whole."""
        found = []
        for position, item in enumerate(self._items(stored, place)):
            here = f"{place}[{position}]"
            is_whole = isinstance(item, dict) and block._item_is_in_block_format(item)
            value = self._value(block.child_block, item["value"] if is_whole else item, here)
            if value is not None or not isinstance(block.child_block, ChooserBlock):
                found.append({"type": "item", "value": value, "id": self._id(item if is_whole else {}, here)})
        return found

    def _image(self, block: ImageBlock, stored: Any, place: str) -> dict[str, Any]:
        """An image with its text, or the bare key that an ``ImageChooserBlock`` left behind."""
        values = stored if isinstance(stored, dict) else {"image": stored}
        image = self._reference(block.child_blocks["image"].model_class, values.get("image"), place)
        decorative = bool(values.get("decorative")) if image is not None else False
        alt_text = (values.get("alt_text") or "") if image is not None and not decorative else ""
        if not isinstance(alt_text, str):
            alt_text = self._refuse(place, "no alternative text") or ""
        return {"image": image, "decorative": decorative, "alt_text": alt_text}

    def _reference(self, model: type[Model], key: Any, place: str) -> Any:
        if key is None or key == "":
            return None
        if isinstance(key, dict | list | bool):
            return self._refuse(place, "no reference")
        return self._translation.reference(model, key)

    def _items(self, stored: Any, place: str) -> list[Any]:
        if isinstance(stored, list):
            return stored
        self._refuse(place, "no list")
        return []

    def _id(self, item: dict[str, Any], place: str) -> str:
        found = item.get("id")
        return found if isinstance(found, str) and found else str(uuid.uuid5(self._seed, place))

    def _refuse(self, place: str, what: str) -> Any:
        if self._strict:
            raise ValueError(f"{place.lstrip('.')}: {what}")
        return None


def _is_table(stored: Any) -> bool:
    rows = stored.get("data") if isinstance(stored, dict) else None
    return isinstance(rows, list) and all(
        isinstance(row, list) and not any(isinstance(cell, dict | list) for cell in row) for row in rows
    )


def _without_ids(value: Any) -> Any:
    """A default gives its items new ids each time."""
    if isinstance(value, list):
        return [_without_ids(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_ids(inner) for name, inner in value.items() if name != "id"}
    return value
