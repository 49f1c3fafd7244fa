"""The blocks of a draft as a body is stored."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from media.models import Image

from ..arranging import merged, picture_as_words
from ..pieces import Block, Picture


def stored(blocks: Iterable[Block], images: Mapping[str, Image], seed: uuid.UUID) -> list[dict[str, Any]]:
    """Ids follow from ``seed`` and the place: the same text gives the same bytes."""
    placed = merged(made for block in blocks for made in _with_image(block, images))
    return [
        {
            "type": block.type,
            "value": _with_ids(block.value, uuid.uuid5(seed, str(position))),
            "id": str(uuid.uuid5(seed, str(position))),
        }
        for position, block in enumerate(placed)
    ]


def _with_image(block: Block, images: Mapping[str, Image]) -> Iterable[Block]:
    """A figure where its picture has been fetched, else a link to it."""
    picture = block.picture
    if picture is None:
        yield block
    elif image := images.get(picture.address):
        yield Block(block.line, "image", _figure(picture, image))
        if picture.leads_to:
            address = escape(picture.leads_to)
            yield Block(block.line, "paragraph", {"body": f'<p><a href="{address}">{address}</a></p>'})
    else:
        yield picture_as_words(picture)


def _figure(picture: Picture, image: Image) -> dict[str, Any]:
    chosen = {"image": image.pk, "alt_text": picture.alt[:255], "decorative": False}
    caption = picture.title if len(picture.alt) <= 255 else " ".join((picture.alt, picture.title)).strip()
    return {"image": chosen, "caption": caption, "credit": ""}


def _with_ids(value: Mapping[str, Any], seed: uuid.UUID) -> dict[str, Any]:
    """The items of lists in blocks have ids of their own. A table's cells have none."""
    return {
        name: [
            {"type": "item", "id": str(uuid.uuid5(seed, f"{name}-{number}")), "value": item}
            for number, item in enumerate(inner)
        ]
        if isinstance(inner, list)
        else inner
        for name, inner in value.items()
    }
