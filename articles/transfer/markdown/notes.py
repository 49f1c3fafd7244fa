"""What the importer has to say about a file, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a note is about; reports group by it."""

    BECAME = "became"  # recognised, and now a field or a block of its own
    KEPT = "kept"  # fits nowhere, or nobody should need it, and stands in the text all the same
    CHANGED = "changed"  # looks different from what the file says
    REMOVED = "removed"  # unsafe, and not in the result
    CHECK = "check"  # for the editor to look at


@dataclass(frozen=True)
class Note:
    """One remark. ``line`` counts from 1, in the file as it is."""

    kind: Kind
    message: str
    line: int | None = None

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass
class Notes:
    """The remarks on one file, and the words that are said to be nowhere in the result."""

    found: list[Note] = field(default_factory=list)
    accounted: list[str] = field(default_factory=list)

    def add(self, kind: Kind, message: str, line: int | None = None, *, words: str = "") -> None:
        """``words`` are those of the file that the article does not show: it says them by a field, or not at all."""
        note = Note(kind, message, line)
        if note not in self.found:
            self.found.append(note)
        if words:
            self.accounted.append(words)

    def __iter__(self) -> Iterator[Note]:
        """By line; what concerns the whole file comes first."""
        return iter(sorted(self.found, key=lambda note: note.line or 0))


def shortened(text: str, length: int = 60) -> str:
    """``text`` on one line, for a message."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
