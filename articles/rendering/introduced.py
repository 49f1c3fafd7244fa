"""Pages that begin with an introduction."""

from __future__ import annotations

from typing import Any

from .parts import Part
from .reading import parts_of, prose

INTRODUCTION = "{ introRichText { ...Prose } }"
INTRODUCED = "{ introRichText { ...Prose } blocks { ...Block } }"


def parts_of_introduction(answer: dict[str, Any]) -> list[Part]:
    return prose(answer["introRichText"])


def parts_of_introduced(answer: dict[str, Any]) -> list[Part]:
    return [*prose(answer["introRichText"]), *parts_of(answer["blocks"])]
