"""What the review says about a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from articles.blocks import BodyBlock

from ..files import UNNAMED
from ..importing import Outcome
from ..notes import Kind, Note, shortened
from ..pieces import Block
from ..reports import DONE, LABELS
from ..words import TAG, TAG_WITHIN

LONGEST_EXCERPT = 240
LISTED = 200  # blocks of one file
BLOCKS = BodyBlock().child_blocks
# What an editor should read first.
ORDER = (Kind.CHECK, Kind.REMOVED, Kind.KEPT, Kind.CHANGED)
WHAT = {
    "create": "A new draft",
    "update": "Updates the draft that an earlier import made",
    "new draft": "A new draft of a page that is live, which stays as it is until somebody publishes",
}


@dataclass(frozen=True)
class ShownBlock:
    line: int
    icon: str
    label: str
    text: str


@dataclass(frozen=True)
class ShownFile:
    """One file in the review. ``number`` is its position in the batch."""

    number: int
    name: str
    outcome: Outcome
    fetches_images: bool = False

    @property
    def panel_id(self) -> str:
        return f"markdown-{self.number}"

    @property
    def label(self) -> str:
        return "the pasted text" if self.name.startswith(UNNAMED) else self.name

    @property
    def what(self) -> str:
        return WHAT.get(str(self.outcome.action), DONE[self.outcome.action].capitalize())

    @property
    def body(self) -> list[ShownBlock]:
        draft = self.outcome.draft
        return [self._shown(block) for block in draft.body[:LISTED]] if draft else []

    @property
    def more(self) -> int:
        draft = self.outcome.draft
        return max(0, len(draft.body) - LISTED) if draft else 0

    @property
    def furniture(self) -> list[ShownBlock]:
        draft = self.outcome.draft
        return [self._shown(block) for block in draft.furniture] if draft else []

    @property
    def notes(self) -> list[tuple[str, list[Note]]]:
        """By kind, those to act on first."""
        found = self.outcome.notes
        grouped = [(LABELS[kind], [note for note in found if note.kind is kind]) for kind in ORDER]
        return [(label, notes) for label, notes in grouped if notes]

    @property
    def recognised(self) -> list[Note]:
        return [note for note in self.outcome.notes if note.kind is Kind.BECAME]

    @property
    def sources(self) -> list[tuple[Any, bool]]:
        """Each with whether the site has it already."""
        plan = self.outcome.plan
        return [(source, source in plan.known) for source in plan.draft.sources] if plan else []

    def _shown(self, block: Block) -> ShownBlock:
        if block.picture and not self.fetches_images:
            return ShownBlock(block.line, "link", "Link to an image", _excerpt(block))
        definition = BLOCKS[block.type]
        return ShownBlock(block.line, definition.meta.icon, str(definition.label), _excerpt(block))


def _excerpt(block: Block) -> str:
    if block.picture:
        return shortened(block.picture.alt or block.picture.address, LONGEST_EXCERPT)
    return shortened(" ".join(_texts(block.value)), LONGEST_EXCERPT)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in {"style", "language", "level", "anchor", "table_header_choice"}:
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield unescape(TAG.sub(" ", TAG_WITHIN.sub("", value)))
