"""Every edge times every hidden state: enter the state, ask, and look for what must not be there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from tests.changes import number_changes

from .channels import Channels, channels_of
from .documents import Answer, ask, document, fit_together, selection
from .edges import Edge, Kind
from .judging import Public, faults, idle, leaks, shows, values
from .naming import ask_apart
from .paths import Path
from .placement import MOST_ALIASES, Placement, Placer
from .showcase import Showcase
from .states import State, states_of
from .traces import Key, fetch, key_of, type_name_of, words_of

# Search keeps saying what it said before: a late index must not matter, and the matrix is faster for it.
NO_INDEXING = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@dataclass(frozen=True)
class Cell:
    """What one edge answered in one state."""

    state: str
    leaks: list[str]
    faults: list[str]


class Question:
    """Edges that are asked in one document, because they lead to the same object and their ways fit together."""

    def __init__(self) -> None:
        self._aliases: dict[Placement, list[str]] = {}
        self._branches: dict[str, tuple[Path, str]] = {}

    @property
    def placements(self) -> list[Placement]:
        return list(self._aliases)

    def takes(self, placement: Placement, channels: Channels) -> bool:
        if any(_is_apart(one) for one in [*self._aliases, placement]):
            return False
        ways = {one.path[0].alias for one in [*self._aliases, placement] if one.path}
        if self._aliases and len(ways) + len(self._branches) + len(channels) > MOST_ALIASES:
            return False
        return all(fit_together(placement.path, one.path) for one in self._aliases)

    def add(self, placement: Placement, channels: Channels, target_type: str) -> None:
        self._aliases[placement] = []
        edge = placement.edge
        for channel, arguments in channels.items():
            alias = f"{channel}_{len(self._branches)}"
            is_first = not self._aliases[placement] and edge.kind is not Kind.FILTER
            told = target_type if is_first else ""  # all that the target says about itself, once
            fields = selection(alias, edge.type_name, edge.field_name, arguments, told)
            self._branches[alias] = (placement.path, fields)
            self._aliases[placement].append(alias)

    def aliases(self, placement: Placement, *, by_all_channels: bool = True) -> list[str]:
        """The aliases of an edge; the first, of a filter the first two, where not all channels are asked."""
        first = 2 if placement.edge.kind is Kind.FILTER else 1
        return self._aliases[placement][: None if by_all_channels else first]

    def ask(self, *, by_all_channels: bool = True) -> Answer:
        first, *others = self.placements
        asked = {alias for one in [first, *others] for alias in self.aliases(one, by_all_channels=by_all_channels)}
        branches = {alias: branch for alias, branch in self._branches.items() if alias in asked}
        if first.edge.kind is Kind.FILTER:
            return ask_apart({alias: fields for alias, (_, fields) in branches.items()}, first.names)
        return ask(document(*branches.values()))


def _is_apart(placement: Placement) -> bool:
    """Whether a placement needs documents of its own: what refuses a name has no answer for others beside it."""
    return placement.edge.kind is Kind.FILTER or placement.is_refusing


class Matrix:
    """Fills the cells of all edges with the same target at once, because entering a state costs more than asking."""

    def __init__(
        self,
        edges: Iterable[Edge],
        showcase: Showcase,
        *,
        select: Callable[[State], bool] = lambda _: True,
        most_channels: int | None = None,
    ) -> None:
        self._showcase = showcase
        self._select = select
        self._most_channels = most_channels
        self._cells: dict[Edge, list[Cell]] = {}
        self._idle: dict[Edge, list[str]] = {}
        self.placements = Placer(showcase).place(edges)
        self.channels: dict[Edge, Channels] = {}
        self._questions: dict[Key, list[Question]] = defaultdict(list)
        for placement in self.placements.values():
            self._include(placement)

    def variants(self, edge: Edge) -> list[Edge]:
        """The places of ``edge``: several for one that says different things in different places."""
        return [one for one in self.placements if one.base == edge]

    def cells(self, edge: Edge) -> list[Cell]:
        """One cell for each state of the edge's target."""
        if edge not in self._cells:
            self._fill(self.placements[edge].target)
        return self._cells[edge]

    def idle_channels(self, edge: Edge) -> list[str]:
        """The channels of an edge that do not show its target though nothing is hidden: they would prove nothing."""
        self.cells(edge)
        return self._idle[edge]

    def _include(self, placement: Placement) -> None:
        target = self._showcase.catalog[placement.target]
        word = min(self._showcase.catalog.betraying(target) & words_of(target), default="")
        channels = channels_of(placement.edge, target, word, list(placement.names))
        if self._most_channels and placement.edge.kind is not Kind.FILTER:
            channels = dict(list(channels.items())[: self._most_channels])
        self.channels[placement.edge] = channels
        questions = self._questions[placement.target]
        question = next((one for one in questions if one.takes(placement, channels)), None)
        if question is None:
            question = Question()
            questions.append(question)
        question.add(placement, channels, type_name_of(target))

    def _fill(self, target: Key) -> None:
        states = filter(self._select, states_of(self._showcase.catalog[target]))
        for question in self._questions[target]:
            answer = question.ask()
            assert not answer.errors, answer.errors
            for placement in question.placements:
                self._idle[placement.edge] = idle(placement, question.aliases(placement), answer)
                self._cells[placement.edge] = []
        for state in states:
            cache.clear()
            with transaction.atomic(), override_settings(TASKS=NO_INDEXING):
                draft = state.enter(fetch(key_of(state.about)))
                number_changes()
                self._ask_all(target, state, draft)
                transaction.set_rollback(True)
        cache.clear()

    def _ask_all(self, target: Key, state: State, draft: str | None) -> None:
        catalog = self._showcase.catalog
        secrets = {draft} if draft else catalog.betraying(catalog[target]) | catalog.betraying(state.about)
        public = Public()
        everything = state.stands_for_its_sort  # else one channel is enough: arguments narrow what the rules have left
        for question in self._questions[target]:
            answer = question.ask(by_all_channels=everything)
            for placement in question.placements:
                aliases = question.aliases(placement, by_all_channels=everything)
                told = leaks(placement, aliases, answer, state, secrets)
                cell = Cell(state.name, told, faults(placement, answer, state, public))
                if not state.hides and not shows(values(placement, aliases, answer), placement):
                    cell.faults.append("the live version is gone")
                self._cells[placement.edge].append(cell)
