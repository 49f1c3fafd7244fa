"""A hypothesis state machine: random editorial work, and what must hold after every step of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from django.core.cache import cache
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from .edits import BY_WORKER, EDITS, REFUSALS, Edit, NothingToDoError, World
from .edits.pages import retitle
from .observer import Observer


@dataclass
class Figures:
    """What a run has come to."""

    steps: int = 0
    versions: int = 0
    compared: int = 0
    kept: int = 0  # answers compared that were kept from before the step
    held: int = 0  # answers compared that a CDN had held through the step
    followed: int = 0
    edits: Counter[str] = field(default_factory=Counter)
    others: int = 0  # detail answers of other pages that a CDN held when one page was published
    others_forgotten: int = 0

    @property
    def share_kept(self) -> float:
        """Of the detail answers of other pages, how many were still held after a page was published."""
        return 1 - self.others_forgotten / max(1, self.others)


class Machine(RuleBasedStateMachine):
    """Does any edit, or lets the client follow. ``begin`` fills an empty database and answers a clock."""

    begin: ClassVar[Callable[[], Any]]
    figures: ClassVar[Figures]

    @cached_property
    def world(self) -> World:
        """Filled when something is done to it first: the simplest example of all does nothing."""
        return World(clock=type(self).begin())

    @cached_property
    def observer(self) -> Observer:
        world = self.world
        observer = Observer(self.figures)
        observer.look(world)
        return observer

    @rule(edit=st.sampled_from([*[None] * 8, *EDITS]), data=st.data())
    def work(self, edit: Edit | None, data: st.DataObject) -> None:
        if edit is None:
            self._follow(first=data.draw(st.integers(1, 100), label="first"))
            return
        observer = self.observer

        def choose(options: Sequence[Any]) -> Any:
            if not options:
                raise NothingToDoError
            return options[data.draw(st.integers(0, len(options) - 1), label="which")]

        self.world.retitled = None
        if edit is retitle:
            observer.hold_details()
        try:
            with nullcontext() if edit in BY_WORKER else transaction.atomic():
                edit(self.world, choose)
        except NothingToDoError:
            return
        except REFUSALS:
            self.world.retitled = None
        self.figures.steps += 1
        self.figures.edits[edit.__name__] += 1
        observer.look(self.world)

    def teardown(self) -> None:
        self._follow(50)
        cache.clear()

    def _follow(self, first: int) -> None:
        if "observer" in self.__dict__:
            self.observer.follow(first)
