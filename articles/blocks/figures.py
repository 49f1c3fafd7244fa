"""The figures of a body, for whoever checks that each one is described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wagtail.blocks import StreamValue

from media.models import Image

FIGURE = "image"


class Figure(NamedTuple):
    """A picture at its place. ``image`` is ``None`` where none is chosen or it has been deleted."""

    child: StreamValue.StreamChild
    image: Image | None
    alt_text: str
    decorative: bool


def figures(stream: StreamValue) -> Iterator[Figure]:
    """All figures in order; loads their images in one query and nothing else of the body."""
    for child in stream.blocks_by_name(FIGURE):
        image = child.value["image"]
        yield Figure(
            child=child,
            image=image,
            alt_text=(getattr(image, "contextual_alt_text", None) or "").strip(),
            decorative=bool(getattr(image, "decorative", False)),
        )
