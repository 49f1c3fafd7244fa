"""Clients of four kinds. All of them ask the same documents, so that one's answer could be kept for another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from tests.proof.services.readers import Reader, question


@dataclass
class Lagging(Reader):
    """``behind`` counts the answers with an older version than the newest: only the replica has them."""

    kind: ClassVar[str]
    answered: int = 0
    behind: int = 0

    def ask_next(self, since: float | None = None) -> None:
        self.asked += 1
        newest, wanted = self.history.newest, self.wanted()
        extensions = {} if wanted is None else {"minVersion": wanted}
        address = question(self.asked, self.history.articles, contentVersion=True, **extensions)
        version = self.ask(address, since, at_least=wanted)
        if version is not None:
            self.answered += 1
            self.behind += version < newest
            self.note(version)

    def wanted(self) -> int | None:
        """The ``minVersion`` to send, if any."""
        return None

    def note(self, version: int) -> None:
        """An answer has claimed this version."""


@dataclass
class Plain(Lagging):
    kind = "without `minVersion`"


@dataclass
class Author(Lagging):
    """Wants to see what was published a moment ago."""

    kind = "`minVersion`: what was just published"

    def wanted(self) -> int:
        return self.history.newest


@dataclass
class Patient(Lagging):
    """Content of some seconds ago is good enough."""

    kind = "`minVersion`: what was published 8 s ago"
    seconds: float = 8.0

    def wanted(self) -> int:
        return self.history.newest_before(self.seconds)


@dataclass
class Follower(Lagging):
    """Never wants to go back behind what it has seen."""

    kind = "`minVersion`: what the client has seen itself"
    newest: int = 0

    def wanted(self) -> int:
        return self.newest or self.history.newest_before(8.0)

    def note(self, version: int) -> None:
        self.newest = version


KINDS: tuple[type[Lagging], ...] = (Plain, Author, Patient, Follower)
