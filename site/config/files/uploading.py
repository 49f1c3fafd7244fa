"""Copies the files of a folder into the bucket: what is there and equal is passed over, nothing is deleted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from config.progress import Progress

from .places import Place, State
from .together import THREADS, together


class Outcome(Enum):
    """What was done about one file. A file that is in the bucket alone was uploaded after the service moved."""

    COPIED = "copied"
    THERE = "there already"
    MISSING = "missing"
    DIFFERENT = "different"
    DAMAGED = "damaged"


BAD = (Outcome.MISSING, Outcome.DIFFERENT, Outcome.DAMAGED)


@dataclass
class Upload:
    """One run. The names are those of the rows; where a name leads out of the folder, Django refuses it."""

    folder: Path
    bucket: Place
    progress: Progress
    is_dry: bool = False
    threads: int = THREADS
    counts: Counter[Outcome] = field(default_factory=Counter)
    bad: list[tuple[str, Outcome]] = field(default_factory=list)

    def run(self, names: list[str]) -> None:
        self._local = FileSystemStorage(self.folder)
        for done, (name, outcome) in enumerate(together(self._move, names, self.threads), start=1):
            self.counts[outcome] += 1
            if outcome in BAD:
                self.bad.append((name, outcome))
            self.progress("files", done, len(names))
        self.bad.sort()

    def _move(self, name: str) -> tuple[str, Outcome]:
        path = Path(self._local.path(name))
        if not path.is_file():
            return name, Outcome.THERE if self.bucket.tag(name) else Outcome.MISSING
        state = self.bucket.compare(name, path)
        if state is not State.ABSENT:
            return name, Outcome.THERE if state is State.EQUAL else Outcome.DIFFERENT
        if self.is_dry:
            return name, Outcome.COPIED
        self.bucket.put(name, path)
        is_right = self.bucket.compare(name, path) is State.EQUAL
        return name, Outcome.COPIED if is_right else Outcome.DAMAGED
