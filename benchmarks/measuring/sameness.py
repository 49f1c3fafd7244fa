"""Do two answers say the same? A comparison of speed is worth nothing where they do not."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

# Each side has addresses and names of types of its own.
OF_EACH_SIDE = frozenset({"url", "blockType", "endCursor", "hasNextPage", "totalCount"})
TAG = re.compile(r"<[^>]*>")


def differences(one: Any, other: Any) -> list[str]:
    """Values of one answer that the other lacks, with their names. Shapes may differ, and how enums are written."""
    left, right = Counter(_values(one)), Counter(_values(other))
    return [f"{name}: {text[:60]}" for name, text in (*(left - right), *(right - left))]


def _values(answer: Any, name: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(answer, dict):
        for key, value in answer.items():
            if key not in OF_EACH_SIDE:
                yield from _values(value, key)
    elif isinstance(answer, list):
        for value in answer:
            yield from _values(value, name)
    elif answer is not None:
        yield name, TAG.sub("", str(answer)).replace("-", "_").lower()
