"""Which pages a stream of sections has chosen, told from what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

CHOOSERS = ("article", "company", "comparison")


def keys_of_pages(sections: Any) -> Iterator[int]:
    """Primary keys in the order of the issue. ``sections`` is a ``StreamValue``; nothing is loaded."""
    for block in sections.get_prep_value():
        stories = block["value"].get("stories", []) if isinstance(block["value"], dict) else []
        for value in (block["value"], *(item["value"] for item in stories)):
            yield from (value[name] for name in CHOOSERS if value.get(name) is not None)
