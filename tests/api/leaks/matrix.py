"""Every edge times every hidden state: enter the state, ask, and look for what must not be there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db import transaction

from .documents import Answer, ask
from .edges import Edge, Kind
from .oracle import is_public
from .placement import Placement, place, type_name_of
from .showcase import Showcase
from .states import State, states_of
from .traces import Key, fetch, key_of, keys_in


@dataclass(frozen=True)
class Cell:
    """What one edge answered in one state."""

    state: str
    leaks: tuple[str, ...]
    faults: tuple[str, ...]


class Matrix:
    """Fills the cells of all edges that share a target at once, because entering a state costs more than asking."""

    def __init__(self, edges: list[Edge], showcase: Showcase) -> None:
        self._showcase = showcase
        self._cells: dict[Edge, list[Cell]] = defaultdict(list)
        self._groups: dict[Key, list[Placement]] = defaultdict(list)
        self.placements = {edge: place(edge, showcase) for edge in edges}
        for placement in self.placements.values():
            self._groups[placement.target].append(placement)

    def cells(self, edge: Edge) -> list[Cell]:
        """One cell for each state of the edge's target."""
        if edge not in self._cells:
            self._fill(self.placements[edge].target)
        return self._cells[edge]

    def document(self, placement: Placement) -> str:
        return placement.document(type_name_of(self._showcase.catalog[placement.target]))

    def idle_channels(self, edge: Edge) -> list[str]:
        """The channels of an edge that do not even show its target while that is visible."""
        placement = self.placements[edge]
        answer = ask(self.document(placement))
        return idle_channels(placement, answer)

    def _fill(self, target: Key) -> None:
        for placement in self._groups[target]:
            self._cells[placement.edge] = []
        for state in states_of(self._showcase.catalog[target]):
            with transaction.atomic():
                self._enter(target, state)
                transaction.set_rollback(True)
            cache.clear()

    def _enter(self, target: Key, state: State) -> None:
        cache.clear()
        catalog = self._showcase.catalog
        word = state.enter(fetch(key_of(state.about)))
        secrets = {word} if word else catalog.betraying(catalog[target]) | catalog.betraying(state.about)
        for placement in self._groups[target]:
            cell = _cell(placement, state, secrets, ask(self.document(placement)))
            self._cells[placement.edge].append(cell)


def _cell(placement: Placement, state: State, secrets: set[str], answer: Answer) -> Cell:
    keys = keys_in(answer.data)
    leaks = [f"says {secret}" for secret in sorted(secrets) if secret in answer.text]
    faults = [f"answers an error: {error['message']}" for error in answer.errors]
    if state.hides:
        hidden = {placement.target, key_of(state.about)}
        leaks += [f"shows {model.__name__} {pk}" for model, pk in hidden & keys]
        if placement.address and placement.address in answer.text:
            leaks.append(f"says {placement.address}")
    elif idle_channels(placement, answer):
        faults.append("the live version is gone")
    for key in placement.on_the_way:
        if key not in keys and is_public(fetch(key)):
            faults.append(f"{key[0].__name__} {key[1]}, which is not hidden, is gone")
    return Cell(state.name, tuple(leaks), tuple(faults))


def idle_channels(placement: Placement, answer: Answer) -> list[str]:
    """The channels of an answer that do not show the placement's target."""
    nodes = [answer.data]
    for step in placement.path:
        values = [node[step.field_name] for node in nodes]
        nodes = [one for value in values for one in (value if isinstance(value, list) else [value]) if one]
    shown: dict[str, list[Any]] = defaultdict(list)
    for node in nodes:
        for channel in placement.channels:
            shown[channel].append(node.get(channel))
    return [channel for channel in placement.channels if not _shows(shown[channel], placement)]


def _shows(values: list[Any], placement: Placement) -> bool:
    if placement.edge.kind is Kind.OBJECT:
        return placement.target in keys_in(values)
    return any(placement.address in value for value in values if value)
