"""Every edge times every hidden state: enter the state, ask, and look for what must not be there."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.core.cache import cache
from django.db import transaction

from .channels import Channels, channels_of
from .documents import Answer, ask, document, selection
from .edges import Edge, Kind
from .oracle import is_public
from .paths import Path
from .placement import MOST_ALIASES, Placement, Placer, walk
from .showcase import Showcase
from .states import State, states_of
from .traces import Key, fetch, key_of, keys_in, type_name_of, words_of


@dataclass(frozen=True)
class Cell:
    """What one edge answered in one state."""

    state: str
    leaks: tuple[str, ...]
    faults: tuple[str, ...]


@dataclass
class Question:
    """Edges that are asked in one document, because they lie on the same way and lead to the same object."""

    path: Path
    on_the_way: tuple[Key, ...]
    aliases: dict[Edge, list[str]] = field(default_factory=dict)
    selections: list[str] = field(default_factory=list)

    def add(self, edge: Edge, channels: Channels, target_type: str) -> None:
        names = {channel: f"{channel}_{len(self.aliases)}" for channel in channels}
        self.aliases[edge] = list(names.values())
        for channel, alias in names.items():
            arguments = channels[channel]
            self.selections.append(selection(alias, edge.type_name, edge.field_name, arguments, target_type))

    @cached_property
    def document(self) -> str:
        return document(self.path, " ".join(self.selections))


class Matrix:
    """Fills the cells of all edges with the same target at once, because entering a state costs more than asking."""

    def __init__(self, edges: Iterable[Edge], showcase: Showcase) -> None:
        self._showcase = showcase
        self._cells: dict[Edge, list[Cell]] = defaultdict(list)
        self.placements = Placer(showcase).place(edges)
        self._questions: dict[Key, list[Question]] = defaultdict(list)
        for placement in self.placements.values():
            self._include(placement)

    def cells(self, edge: Edge) -> list[Cell]:
        """One cell for each state of the edge's target."""
        if edge not in self._cells:
            self._fill(self.placements[edge].target)
        return self._cells[edge]

    def idle_channels(self, edge: Edge) -> list[str]:
        """The channels of an edge that do not show its target though nothing is hidden: they would prove nothing."""
        placement = self.placements[edge]
        question = next(one for one in self._questions[placement.target] if edge in one.aliases)
        answer = ask(question.document)
        return [alias for alias in question.aliases[edge] if not _shows(values_of(question, [alias], answer), placement)]

    def _include(self, placement: Placement) -> None:
        target = self._showcase.catalog[placement.target]
        word = min(self._showcase.catalog.betraying(target) & words_of(target), default="")
        channels = channels_of(placement.edge, target, word)
        questions = self._questions[placement.target]
        for question in questions:
            if question.path == placement.path and len(question.selections) + len(channels) <= MOST_ALIASES:
                break
        else:
            question = Question(placement.path, placement.on_the_way)
            questions.append(question)
        question.add(placement.edge, channels, type_name_of(target))

    def _fill(self, target: Key) -> None:
        states = states_of(self._showcase.catalog[target])
        for question in self._questions[target]:
            for edge in question.aliases:
                self._cells[edge] = []
        for state in states:
            cache.clear()
            with transaction.atomic():
                self._ask_all(target, state, state.enter(fetch(key_of(state.about))))
                transaction.set_rollback(True)
        cache.clear()

    def _ask_all(self, target: Key, state: State, draft: str | None) -> None:
        catalog = self._showcase.catalog
        secrets = {draft} if draft else catalog.betraying(catalog[target]) | catalog.betraying(state.about)
        for question in self._questions[target]:
            answer = ask(question.document)
            faults = _faults(question, answer)
            for edge in question.aliases:
                placement = self.placements[edge]
                values = values_of(question, question.aliases[edge], answer)
                leaks = _leaks(values, placement, state, secrets)
                gone = () if state.hides or _shows(values, placement) else ("the live version is gone",)
                self._cells[edge].append(Cell(state.name, leaks, faults + gone))


def values_of(question: Question, aliases: list[str], answer: Answer) -> list[Any]:
    """What an edge answered under its aliases."""
    return [node[alias] for _, node in walk([answer.data], question.path) for alias in aliases]


def _leaks(values: list[Any], placement: Placement, state: State, secrets: set[str]) -> tuple[str, ...]:
    text = json.dumps(values, ensure_ascii=False)
    leaks = [f"says {secret}" for secret in sorted(secrets) if secret in text]
    if state.hides:
        hidden = {placement.target, key_of(state.about)} & keys_in(values)
        leaks += [f"shows {model.__name__} {pk}" for model, pk in hidden]
        if placement.address and placement.address in text:
            leaks.append(f"says {placement.address}")
    return tuple(leaks)


def _faults(question: Question, answer: Answer) -> tuple[str, ...]:
    """Errors, and objects on the way that are gone though they are not hidden."""
    faults = [f"answers an error: {error['message']}" for error in answer.errors]
    keys = keys_in(answer.data)
    for key in question.on_the_way:
        if not is_public(fetch(key)):
            break
        if key not in keys:
            faults.append(f"{key[0].__name__} {key[1]}, which is not hidden, is gone")
    return tuple(faults)


def _shows(values: list[Any], placement: Placement) -> bool:
    if placement.edge.kind is Kind.OBJECT:
        return placement.target in keys_in(values)
    return any(placement.address in value for value in values if value)
