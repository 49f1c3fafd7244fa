"""The objects of the showcase as they are before anything is hidden, found by key or by a word."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from wagtail.models import Page

from .filling import Pool
from .traces import Key, fetch, key_of, traces_of


class Catalog:
    """Looks each object up once."""

    def __init__(self, pool: Pool) -> None:
        self._instances: dict[Key, Any] = {}
        self._keys_by_word: dict[str, set[Key]] = defaultdict(set)
        self._betraying: dict[Key, set[str]] = {}
        self._further: dict[Key, set[str]] = defaultdict(set)
        others = (fetch(key_of(instance)) for instance in pool if not isinstance(instance, Page))
        for instance in [*Page.objects.filter(depth__gt=1).specific(), *others]:
            self._instances[key_of(instance)] = instance
            for word in traces_of(instance):
                self._keys_by_word[word].add(key_of(instance))

    def add(self, word: str, instance: Any) -> None:
        """Let ``word`` betray an object that it is no text of."""
        self._keys_by_word[word].add(key_of(instance))
        self._further[key_of(instance)].add(word)
        self._betraying.clear()

    def __getitem__(self, key: Key) -> Any:
        if key not in self._instances:
            self._instances[key] = fetch(key)
        return self._instances[key]

    def owners(self, word: str) -> set[Key]:
        """The objects whose texts or texts of children hold ``word``: more than one for an alias and its source."""
        return self._keys_by_word[word]

    def betraying(self, instance: Any) -> set[str]:
        """The traces that ``instance`` had in the beginning and no other object has."""
        key = key_of(instance)
        if key not in self._betraying:
            self._betraying[key] = {trace for trace in self._traces(self[key]) if len(self.owners(trace)) < 2}
        return self._betraying[key]

    def is_unlike_others(self, instance: Any) -> bool:
        """Whether no other object has any of the traces of ``instance``."""
        return self.betraying(instance) == self._traces(instance)

    def _traces(self, instance: Any) -> set[str]:
        return traces_of(instance) | self._further[key_of(instance)]
