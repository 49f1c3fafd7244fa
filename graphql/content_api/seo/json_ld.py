"""JSON-LD: from declared objects to what can be written into a page."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .parts import ImageReference, Json, PublicImage

# A script element ends at "</script", whatever the JSON says, and "<!--" changes how it is read; older JavaScript
# takes U+2028 and U+2029 for line ends. The first three as in ``django.utils.html.json_script``.
UNSAFE = str.maketrans({character: f"\\u{ord(character):04X}" for character in "<>&\u2028\u2029"})


def references_in(value: Any) -> Iterator[ImageReference]:
    """All images that the objects in ``value`` show."""
    if isinstance(value, ImageReference):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from references_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from references_in(inner)


def completed(value: Any, images: Mapping[ImageReference, PublicImage]) -> Any:
    """``value`` with images in place of their references, and without anything empty."""
    if isinstance(value, ImageReference):
        return _image_object(images[value]) if value in images else None
    if isinstance(value, dict):
        filled = {name: completed(inner, images) for name, inner in value.items()}
        return {name: inner for name, inner in filled.items() if not _is_empty(inner)}
    if isinstance(value, list | tuple):
        return [inner for inner in (completed(item, images) for item in value) if not _is_empty(inner)]
    return value


def script_text(value: Json) -> str:
    """``value`` as JSON that can stand inside ``<script type="application/ld+json">`` without further care."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(UNSAFE)


def _image_object(image: PublicImage) -> Json:
    described = {"caption": image.alt} if image.alt else {}
    return {"@type": "ImageObject", "url": image.url, "width": image.width, "height": image.height, **described}


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})
